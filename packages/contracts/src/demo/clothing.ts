/** Demo products: clothing. */
import type { DemoCategory } from './demo-category.ts';

export const clothing: DemoCategory = {
  id: '0198c5a0-0900-7000-8000-000000000000',
  slug: 'clothing',
  name: 'Clothing',
  products: [
    {
      id: '0198c5a0-0901-7000-8000-000000000001',
      sku: 'CLO-TEE-HVY',
      name: 'Heavyweight T-Shirt',
      description:
        '240 g organic cotton with a collar that keeps its shape. Cut square, knitted in a tube, sewn where it is knitted.',
      price: 3_500,
      brand: 'Plainstitch',
      tags: ['shirt', 'cotton'],
      stock: 3_800,
    },
    {
      id: '0198c5a0-0902-7000-8000-000000000002',
      sku: 'CLO-SWT-MER',
      name: 'Merino Crew Neck',
      description:
        'Extra-fine merino in a mid-weight knit: warm under a coat, presentable without one. Machine washable at 30 degrees.',
      price: 9_900,
      brand: 'Plainstitch',
      tags: ['sweater', 'merino', 'wool'],
      stock: 650,
    },
    {
      id: '0198c5a0-0903-7000-8000-000000000003',
      sku: 'CLO-JKT-WAX',
      name: 'Waxed Field Jacket',
      description:
        'Six-ounce waxed cotton, a corduroy collar and pockets for a map, a sandwich and both hands. Comes with a tin of wax for its second winter.',
      price: 24_900,
      brand: 'Northfell',
      tags: ['jacket', 'waxed-cotton'],
      stock: 140,
    },
    {
      id: '0198c5a0-0904-7000-8000-000000000004',
      sku: 'CLO-SCK-3PK',
      name: 'Walking Socks, 3 pairs',
      description:
        'Merino with a little nylon where socks wear out and a flat seam where feet complain. Darned free for two years.',
      price: 2_700,
      brand: 'Plainstitch',
      tags: ['socks', 'merino'],
      stock: 4_100,
    },
    {
      id: '0198c5a0-0905-7000-8000-000000000005',
      sku: 'CLO-BNE-RIB',
      name: 'Ribbed Beanie',
      description:
        "Lambswool in a fisherman's rib that stretches to any head and springs back. Seven colours, one of them orange.",
      price: 2_200,
      brand: 'Plainstitch',
      tags: ['hat', 'wool'],
      stock: 2_000,
    },
    {
      id: '0198c5a0-0906-7000-8000-000000000006',
      sku: 'CLO-SCF-LMB',
      name: 'Lambswool Scarf',
      description: 'Brushed on both sides, two metres long, in checks that are old but not old-fashioned.',
      price: 4_800,
      brand: 'Hemslow',
      tags: ['scarf', 'wool'],
      stock: 760,
    },
    {
      id: '0198c5a0-0907-7000-8000-000000000007',
      sku: 'CLO-BLT-LTH',
      name: 'Bridle Leather Belt',
      description:
        'Full-grain bridle leather, four millimetres thick, with a solid brass buckle that unscrews. It outlasts several pairs of trousers.',
      price: 5_900,
      brand: "Saddler's Yard",
      tags: ['belt', 'leather'],
      stock: 480,
    },
    {
      id: '0198c5a0-0908-7000-8000-000000000008',
      sku: 'CLO-BAG-TOT',
      name: 'Canvas Tote',
      description:
        'Eighteen-ounce canvas with a flat bottom, an inside pocket and handles long enough for a winter coat.',
      price: 2_900,
      brand: 'Plainstitch',
      tags: ['bag', 'canvas'],
      stock: 3_300,
    },
  ],
};
