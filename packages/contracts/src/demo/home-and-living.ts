/** Demo products: home and living. */
import type { DemoCategory } from './demo-category.ts';

export const homeAndLiving: DemoCategory = {
  id: '0198c5a0-0300-7000-8000-000000000000',
  slug: 'home-and-living',
  name: 'Home & Living',
  products: [
    {
      id: '0198c5a0-0301-7000-8000-000000000001',
      sku: 'HOM-LMP-DSK',
      name: 'Arc Reading Lamp',
      description:
        'A dimmable LED with true colours (CRI 95) on a brass arm that stays where you put it. Warm as candlelight at the low end, clear for reading at the top.',
      price: 11_900,
      brand: 'Lumenhouse',
      tags: ['lamp', 'light', 'led'],
      stock: 340,
    },
    {
      id: '0198c5a0-0302-7000-8000-000000000002',
      sku: 'HOM-CND-BEE',
      name: 'Beeswax Pillar Candle',
      description: 'Sixty hours of pure beeswax from one apiary, with a cotton wick and no perfume but its own.',
      price: 1_650,
      brand: 'Hollow Oak',
      tags: ['candle', 'beeswax'],
      stock: 2_300,
    },
    {
      id: '0198c5a0-0303-7000-8000-000000000003',
      sku: 'HOM-BLK-WOL',
      name: 'Lambswool Throw',
      description:
        'Spun and woven in one mill, 140 by 190 cm, fringed by hand. Warm enough for an open window in October.',
      price: 9_800,
      brand: 'Hemslow',
      tags: ['wool', 'blanket', 'textile'],
      stock: 260,
    },
    {
      id: '0198c5a0-0304-7000-8000-000000000004',
      sku: 'HOM-CSH-LIN',
      name: 'Washed Linen Cushion, 50 cm',
      description: 'Cover and feather pad together; a hidden zip, and eight colours that go with each other.',
      price: 4_200,
      brand: 'Hemslow',
      tags: ['linen', 'cushion', 'textile'],
      stock: 980,
    },
    {
      id: '0198c5a0-0305-7000-8000-000000000005',
      sku: 'HOM-VAS-STN',
      name: 'Speckled Stoneware Vase',
      description:
        'Thrown by hand, so no two are quite alike. Narrow at the neck: three stems stand as well as a bunch.',
      price: 3_600,
      brand: 'Kiln Row',
      tags: ['vase', 'stoneware', 'ceramic'],
      stock: 540,
    },
    {
      id: '0198c5a0-0306-7000-8000-000000000006',
      sku: 'HOM-CLK-WAL',
      name: 'Silent Wall Clock',
      description:
        'A sweeping movement without a tick in a frame of steamed ash. 30 cm across and readable from the other end of the room.',
      price: 5_200,
      brand: 'Tareo',
      tags: ['clock', 'wood'],
      stock: 710,
    },
    {
      id: '0198c5a0-0307-7000-8000-000000000007',
      sku: 'HOM-HOK-BRS',
      name: 'Brass Coat Hooks, set of 4',
      description: 'Solid cast brass with concealed screws. They darken with the years; polish them or let them.',
      price: 2_800,
      brand: 'Forge & Hearth',
      tags: ['hooks', 'brass', 'hallway'],
      stock: 1_250,
    },
    {
      id: '0198c5a0-0308-7000-8000-000000000008',
      sku: 'HOM-RUG-JUT',
      name: 'Braided Jute Rug, 120 x 180 cm',
      description:
        'Undyed jute braided in an oval by a cooperative in Bengal. Takes boots, sand and dogs in good grace.',
      price: 15_900,
      brand: 'Hemslow',
      tags: ['rug', 'jute', 'textile'],
      stock: 90,
    },
  ],
};
