/** Demo products: care and wellbeing. */
import type { DemoCategory } from './demo-category.ts';

export const care: DemoCategory = {
  id: '0198c5a0-0a00-7000-8000-000000000000',
  slug: 'care',
  name: 'Care & Wellbeing',
  products: [
    {
      id: '0198c5a0-0a01-7000-8000-000000000001',
      sku: 'CAR-SOP-OLV',
      name: 'Olive Oil Soap',
      description:
        'Three quarters olive oil, cooked in a cauldron for ten days and cut by hand. Unscented, and kind to everybody.',
      price: 650,
      brand: 'Lavender Lane',
      tags: ['soap', 'olive-oil'],
      stock: 4_900,
    },
    {
      id: '0198c5a0-0a02-7000-8000-000000000002',
      sku: 'CAR-HND-CRM',
      name: "Gardener's Hand Cream, 75 ml",
      description:
        'Shea butter, calendula and a trace of rosemary. Sinks in quickly enough to hold a phone afterwards.',
      price: 1_350,
      brand: 'Lavender Lane',
      tags: ['cream', 'hands'],
      stock: 2_500,
    },
    {
      id: '0198c5a0-0a03-7000-8000-000000000003',
      sku: 'CAR-SHV-SET',
      name: 'Safety Razor Set',
      description:
        'A weighty stainless razor, a stand, a synthetic brush and twenty blades. Nothing in it to throw away but the blades, and those are steel.',
      price: 5_400,
      brand: 'Steel & Lather',
      tags: ['razor', 'shaving', 'steel'],
      stock: 390,
    },
    {
      id: '0198c5a0-0a04-7000-8000-000000000004',
      sku: 'CAR-TWL-BTH',
      name: 'Waffle Bath Towel',
      description:
        'Long-staple cotton in a deep waffle: takes up twice its weight and is dry again by evening. 80 by 150 cm.',
      price: 3_900,
      brand: 'Hemslow',
      tags: ['towel', 'cotton', 'textile'],
      stock: 1_600,
    },
    {
      id: '0198c5a0-0a05-7000-8000-000000000005',
      sku: 'CAR-MAT-YGA',
      name: 'Cork Yoga Mat',
      description: 'Cork that grips better the more you sweat, over natural rubber. 4 mm thick, 1.9 kg, with a strap.',
      price: 6_900,
      brand: 'Stillwater',
      tags: ['yoga', 'cork', 'exercise'],
      stock: 520,
    },
    {
      id: '0198c5a0-0a06-7000-8000-000000000006',
      sku: 'CAR-PIL-BCK',
      name: 'Buckwheat Pillow',
      description: 'Husks that move to where your neck is not, and stay cool all night. A zip lets you take some out.',
      price: 4_600,
      brand: 'Stillwater',
      tags: ['pillow', 'sleep'],
      stock: 610,
    },
    {
      id: '0198c5a0-0a07-7000-8000-000000000007',
      sku: 'CAR-DIF-STN',
      name: 'Stoneware Aroma Diffuser',
      description:
        'Ultrasonic, silent and without light unless you ask for it, under a hand-glazed hood. Four hours on one filling.',
      price: 7_400,
      brand: 'Lavender Lane',
      tags: ['diffuser', 'aroma'],
      stock: 2,
    },
    {
      id: '0198c5a0-0a08-7000-8000-000000000008',
      sku: 'CAR-OIL-LAV',
      name: 'Lavender Oil, 10 ml',
      description:
        'Steam-distilled from true lavender at 1,100 metres, one field, one harvest. The number of the batch is on the label.',
      price: 920,
      brand: 'Lavender Lane',
      tags: ['oil', 'aroma', 'lavender'],
      stock: 3_000,
    },
  ],
};
