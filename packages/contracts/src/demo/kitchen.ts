/** Demo products: kitchen. */
import type { DemoCategory } from './demo-category.ts';

export const kitchen: DemoCategory = {
  id: '0198c5a0-0200-7000-8000-000000000000',
  slug: 'kitchen',
  name: 'Kitchen',
  products: [
    {
      id: '0198c5a0-0201-7000-8000-000000000001',
      sku: 'KIT-PAN-26',
      name: 'Cast Iron Skillet, 26 cm',
      description:
        'Poured in one piece and seasoned three times with flaxseed oil before it leaves the foundry. Sears on any hob, finishes in the oven, and improves for decades.',
      price: 5_400,
      brand: 'Forge & Hearth',
      tags: ['cookware', 'cast-iron', 'pan'],
      stock: 1_400,
    },
    {
      id: '0198c5a0-0202-7000-8000-000000000002',
      sku: 'KIT-POT-5L',
      name: 'Enamelled Casserole, 5 l',
      description:
        'A lid that fits so tightly that stews baste themselves. Cream enamel inside shows you the fond; the outside is deep moss green.',
      price: 13_900,
      brand: 'Forge & Hearth',
      tags: ['cookware', 'cast-iron', 'casserole'],
      stock: 380,
    },
    {
      id: '0198c5a0-0203-7000-8000-000000000003',
      sku: 'KIT-KNF-CHF',
      name: "Chef's Knife, 20 cm",
      description:
        'VG-10 core between softer layers, sharpened at 15 degrees a side. A walnut handle that suits both hands, in a box with a magnetic blade guard.',
      price: 9_900,
      brand: 'Sanno Blades',
      tags: ['knife', 'steel', 'japan'],
      stock: 520,
    },
    {
      id: '0198c5a0-0204-7000-8000-000000000004',
      sku: 'KIT-KNF-PAR',
      name: 'Paring Knife, 9 cm',
      description:
        'For everything too small for the big knife: strawberries, garlic, the eyes of potatoes. The same steel and handle as its larger sister.',
      price: 3_900,
      brand: 'Sanno Blades',
      tags: ['knife', 'steel', 'japan'],
      stock: 860,
    },
    {
      id: '0198c5a0-0205-7000-8000-000000000005',
      sku: 'KIT-BRD-OAK',
      name: 'End-Grain Cutting Board',
      description:
        'End-grain oak closes up again behind the blade and keeps edges sharp. 40 by 30 cm, four centimetres thick, with a juice groove on one side.',
      price: 7_900,
      brand: 'Woodmere',
      tags: ['board', 'oak', 'wood'],
      stock: 290,
    },
    {
      id: '0198c5a0-0206-7000-8000-000000000006',
      sku: 'KIT-SCL-DIG',
      name: 'Slimline Kitchen Scale',
      description:
        'Weighs to the gram up to 5 kg and to a tenth of a gram for yeast and coffee. Charges by USB-C and switches off only when you say so.',
      price: 2_900,
      brand: 'Tareo',
      tags: ['scale', 'baking', 'digital'],
      stock: 2_100,
    },
    {
      id: '0198c5a0-0207-7000-8000-000000000007',
      sku: 'KIT-TWL-3PK',
      name: 'Linen Tea Towels, set of 3',
      description:
        'Heavy washed linen that dries glasses without lint and softens with every wash. Striped in indigo, rust and natural.',
      price: 2_400,
      brand: 'Hemslow',
      tags: ['linen', 'towel', 'textile'],
      stock: 1_700,
    },
    {
      id: '0198c5a0-0208-7000-8000-000000000008',
      sku: 'KIT-SPN-BCH',
      name: 'Beech Cooking Spoon',
      description:
        'One corner is pointed to reach into the edge of the pan. Turned from a single piece of beech and oiled; it will not scratch anything.',
      price: 690,
      brand: 'Woodmere',
      tags: ['spoon', 'wood', 'utensil'],
      stock: 4_800,
    },
  ],
};
