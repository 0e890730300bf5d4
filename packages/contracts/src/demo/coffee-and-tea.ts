/** Demo products: coffee and tea. */
import type { DemoCategory } from './demo-category.ts';

export const coffeeAndTea: DemoCategory = {
  id: '0198c5a0-0100-7000-8000-000000000000',
  slug: 'coffee-and-tea',
  name: 'Coffee & Tea',
  products: [
    {
      id: '0198c5a0-0101-7000-8000-000000000001',
      sku: 'COF-ESP-1KG',
      name: 'Harbour Espresso Beans, 1 kg',
      description:
        'A dark, sweet blend of Brazilian and Sumatran beans, roasted on Mondays and posted the day after. Cocoa and toasted hazelnut, hardly any acidity; forgiving in a home machine and made for milk.',
      price: 2_490,
      brand: 'Quayside Roasters',
      tags: ['coffee', 'espresso', 'beans', 'whole-bean'],
      stock: 3_200,
    },
    {
      id: '0198c5a0-0102-7000-8000-000000000002',
      sku: 'COF-FLT-250',
      name: 'Yirga Filter Beans, 250 g',
      description:
        'Washed Ethiopian beans from smallholders around Yirgacheffe. Jasmine and lemon peel in the cup; best from a hand filter at 94 degrees, two weeks after roasting.',
      price: 1_190,
      brand: 'Quayside Roasters',
      tags: ['coffee', 'filter', 'beans', 'single-origin'],
      stock: 1_800,
    },
    {
      id: '0198c5a0-0103-7000-8000-000000000003',
      sku: 'COF-DCF-250',
      name: 'Night Shift Decaf, 250 g',
      description:
        'Decaffeinated with sugar-cane alcohol in Colombia, which leaves the caramel and takes only the caffeine. For the cup after dinner.',
      price: 1_090,
      brand: 'Quayside Roasters',
      tags: ['coffee', 'decaf', 'beans'],
      stock: 900,
    },
    {
      id: '0198c5a0-0104-7000-8000-000000000004',
      sku: 'TEA-EGR-TIN',
      name: 'Earl Grey Loose Leaf, 125 g tin',
      description:
        'Ceylon leaf scented with oil of bergamot from Calabria, with a few blue cornflower petals. The tin closes airtight and makes about fifty cups.',
      price: 890,
      brand: 'Fernhill Tea',
      tags: ['tea', 'black', 'loose-leaf'],
      stock: 2_600,
    },
    {
      id: '0198c5a0-0105-7000-8000-000000000005',
      sku: 'TEA-SEN-100',
      name: 'Spring Sencha, 100 g',
      description:
        'First-harvest green tea from Shizuoka, steamed deep so that it brews bright and thick. Sweet pea and sea air; steep for one minute at 75 degrees.',
      price: 1_450,
      brand: 'Fernhill Tea',
      tags: ['tea', 'green', 'loose-leaf', 'japan'],
      stock: 740,
    },
    {
      id: '0198c5a0-0106-7000-8000-000000000006',
      sku: 'COF-GRD-HND',
      name: 'Millwright Hand Grinder',
      description:
        'Stainless conical burrs with 36 click settings, from Turkish to cold brew. Thirty grams of beans take under a minute, and the whole mill comes apart without tools.',
      price: 8_900,
      brand: 'Millwright',
      tags: ['coffee', 'grinder', 'steel'],
      stock: 420,
    },
    {
      id: '0198c5a0-0107-7000-8000-000000000007',
      sku: 'COF-PRS-1L',
      name: 'Stoneware French Press, 1 l',
      description:
        'A heavy stoneware pot that keeps four cups hot to the last one. Double steel filter, no plastic touching the coffee, dishwasher safe.',
      price: 4_900,
      brand: 'Kiln Row',
      tags: ['coffee', 'french-press', 'stoneware'],
      stock: 610,
    },
    {
      id: '0198c5a0-0108-7000-8000-000000000008',
      sku: 'COF-MCH-DUO',
      name: 'Duetto Espresso Machine',
      description:
        'Two stainless boilers, so you pull a shot and steam milk at the same time. Rotary pump, steady 9 bar, ready in eleven minutes; three years of guarantee and spare parts for fifteen.',
      price: 124_900,
      brand: 'Millwright',
      tags: ['coffee', 'espresso', 'machine'],
      stock: 4,
    },
  ],
};
