/** Demo products: garden. */
import type { DemoCategory } from './demo-category.ts';

export const garden: DemoCategory = {
  id: '0198c5a0-0700-7000-8000-000000000000',
  slug: 'garden',
  name: 'Garden',
  products: [
    {
      id: '0198c5a0-0701-7000-8000-000000000001',
      sku: 'GAR-TRW-STL',
      name: 'Stainless Hand Trowel',
      description:
        'A mirror-polished blade that clay slides off, with a depth scale for bulbs and an ash handle long enough for a proper grip.',
      price: 1_800,
      brand: 'Hollow Oak',
      tags: ['tool', 'trowel'],
      stock: 2_400,
    },
    {
      id: '0198c5a0-0702-7000-8000-000000000002',
      sku: 'GAR-SEC-BYP',
      name: 'Bypass Secateurs',
      description:
        'Forged in one piece and sharpened like kitchen knives. Cut two-centimetre wood cleanly; blade and spring can be replaced.',
      price: 4_900,
      brand: 'Sanno Blades',
      tags: ['tool', 'secateurs', 'pruning'],
      stock: 830,
    },
    {
      id: '0198c5a0-0703-7000-8000-000000000003',
      sku: 'GAR-CAN-5LT',
      name: 'Long-Reach Watering Can, 5 l',
      description: 'Galvanised steel, balanced full or empty, with a brass rose fine enough for seedlings.',
      price: 4_200,
      brand: 'Forge & Hearth',
      tags: ['watering', 'steel'],
      stock: 410,
    },
    {
      id: '0198c5a0-0704-7000-8000-000000000004',
      sku: 'GAR-POT-TER',
      name: 'Terracotta Pots, set of 3',
      description: 'Impruneta clay fired hot enough to stay out all winter. 14, 18 and 22 cm, with saucers.',
      price: 3_200,
      brand: 'Kiln Row',
      tags: ['pot', 'terracotta'],
      stock: 1_100,
    },
    {
      id: '0198c5a0-0705-7000-8000-000000000005',
      sku: 'GAR-SED-HRB',
      name: 'Kitchen Herb Seeds',
      description:
        'Basil, chives, coriander, dill, parsley and thyme: six packets with a calendar that says when, how deep and how far apart.',
      price: 790,
      brand: 'Hollow Oak',
      tags: ['seeds', 'herbs'],
      stock: 4_700,
    },
    {
      id: '0198c5a0-0706-7000-8000-000000000006',
      sku: 'GAR-SED-MDW',
      name: 'Wildflower Meadow Mix, 100 g',
      description:
        'Twenty-six native annuals and perennials for ten square metres of bees. Sow in April or September and do very little.',
      price: 1_250,
      brand: 'Hollow Oak',
      tags: ['seeds', 'flowers', 'bees'],
      stock: 2_800,
    },
    {
      id: '0198c5a0-0707-7000-8000-000000000007',
      sku: 'GAR-GLV-LTH',
      name: 'Goatskin Garden Gloves',
      description: 'Thin enough to feel a seedling, tough enough for roses; long cuffs for the latter. Four sizes.',
      price: 2_700,
      brand: 'Hollow Oak',
      tags: ['gloves', 'leather'],
      stock: 1_350,
    },
    {
      id: '0198c5a0-0708-7000-8000-000000000008',
      sku: 'GAR-BRD-FDR',
      name: 'Cedar Bird Feeder',
      description:
        'A hopper for seeds with glass sides and a roof that lifts off. Squirrels will try, and you will enjoy it.',
      price: 3_800,
      brand: 'Woodmere',
      tags: ['birds', 'wood', 'cedar'],
      stock: 560,
    },
  ],
};
