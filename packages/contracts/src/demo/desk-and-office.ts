/** Demo products: desk and office. */
import type { DemoCategory } from './demo-category.ts';

export const deskAndOffice: DemoCategory = {
  id: '0198c5a0-0400-7000-8000-000000000000',
  slug: 'desk-and-office',
  name: 'Desk & Office',
  products: [
    {
      id: '0198c5a0-0401-7000-8000-000000000001',
      sku: 'OFF-NTB-A5D',
      name: 'Dotted Notebook, A5',
      description:
        '192 numbered pages of 100 g paper that takes fountain-pen ink without bleeding. Lies flat from the first page; two ribbons and an index.',
      price: 1_400,
      brand: 'Paper Assembly',
      tags: ['notebook', 'paper', 'stationery'],
      stock: 4_200,
    },
    {
      id: '0198c5a0-0402-7000-8000-000000000002',
      sku: 'OFF-PEN-FNT',
      name: 'Aluminium Fountain Pen',
      description:
        'A slim barrel of anodised aluminium with a steel nib, fine or medium. Fills from cartridges or, with the converter in the box, from the bottle.',
      price: 3_900,
      brand: 'Nib & Co.',
      tags: ['pen', 'ink', 'stationery'],
      stock: 860,
    },
    {
      id: '0198c5a0-0403-7000-8000-000000000003',
      sku: 'OFF-INK-BLU',
      name: 'Midnight Ink, 50 ml',
      description:
        'A blue that is nearly black when wet and dries to the colour of a late evening. Washable from fingers, lasting on paper.',
      price: 950,
      brand: 'Nib & Co.',
      tags: ['ink', 'stationery'],
      stock: 1_500,
    },
    {
      id: '0198c5a0-0404-7000-8000-000000000004',
      sku: 'OFF-STD-LAP',
      name: 'Folding Laptop Stand',
      description:
        'Two pieces of bent birch ply that slot together and lift the screen to eye height. Flat in a bag, steady under seven kilos.',
      price: 4_900,
      brand: 'Woodmere',
      tags: ['laptop', 'stand', 'wood'],
      stock: 640,
    },
    {
      id: '0198c5a0-0405-7000-8000-000000000005',
      sku: 'OFF-MAT-WOL',
      name: 'Wool Felt Desk Mat',
      description: '70 by 30 cm of 4 mm felt with a cork back. Quiet under a keyboard and kind to a mug.',
      price: 3_400,
      brand: 'Hemslow',
      tags: ['desk', 'felt', 'wool'],
      stock: 770,
    },
    {
      id: '0198c5a0-0406-7000-8000-000000000006',
      sku: 'OFF-KEY-MEC',
      name: 'Tactile Mechanical Keyboard',
      description:
        '75 percent layout, hot-swappable tactile switches, dye-sublimated caps. By cable or to three machines by Bluetooth; keymaps stay in the keyboard.',
      price: 12_900,
      brand: 'Keyhouse',
      tags: ['keyboard', 'mechanical', 'usb-c'],
      stock: 310,
    },
    {
      id: '0198c5a0-0407-7000-8000-000000000007',
      sku: 'OFF-CHR-ERG',
      name: 'Contour Task Chair',
      description:
        'A mesh back that follows you, a seat that slides to the length of your legs, arms that turn in four directions. Guaranteed for twelve years, every part replaceable.',
      price: 48_900,
      brand: 'Sedis',
      tags: ['chair', 'ergonomic'],
      stock: 35,
    },
    {
      id: '0198c5a0-0408-7000-8000-000000000008',
      sku: 'OFF-CLP-BRS',
      name: 'Brass Paper Clips, tin of 60',
      description: 'Round, springy and too handsome to throw away, in a tin that outlives them.',
      price: 590,
      brand: 'Paper Assembly',
      tags: ['clips', 'brass', 'stationery'],
      stock: 3_900,
    },
  ],
};
