/** Demo products: electronics. */
import type { DemoCategory } from './demo-category.ts';

export const electronics: DemoCategory = {
  id: '0198c5a0-0500-7000-8000-000000000000',
  slug: 'electronics',
  name: 'Electronics',
  products: [
    {
      id: '0198c5a0-0501-7000-8000-000000000001',
      sku: 'ELE-HPH-OVR',
      name: 'Cirrus Over-Ear Headphones',
      description:
        'Adaptive noise cancelling that hears the train and not the announcement. Forty hours on a charge, a cable for when that is not enough, pads that change without tools.',
      price: 24_900,
      brand: 'Aurel Audio',
      tags: ['headphones', 'bluetooth', 'noise-cancelling'],
      stock: 430,
    },
    {
      id: '0198c5a0-0502-7000-8000-000000000002',
      sku: 'ELE-EAR-BUD',
      name: 'Pebble Wireless Earbuds',
      description:
        'Four grams each and round where others poke. Seven hours, four more charges in the case, IPX5 against rain and running.',
      price: 12_900,
      brand: 'Aurel Audio',
      tags: ['earbuds', 'bluetooth'],
      stock: 1_600,
    },
    {
      id: '0198c5a0-0503-7000-8000-000000000003',
      sku: 'ELE-SPK-PRT',
      name: 'Campfire Portable Speaker',
      description:
        'A fist-sized speaker with a low end it has no right to. Floats, survives sand, plays for eighteen hours and pairs with a second one in stereo.',
      price: 9_900,
      brand: 'Aurel Audio',
      tags: ['speaker', 'bluetooth', 'waterproof'],
      stock: 870,
    },
    {
      id: '0198c5a0-0504-7000-8000-000000000004',
      sku: 'ELE-TRN-TBL',
      name: 'Linear Turntable',
      description:
        'Belt drive, a carbon tonearm and a good moving-magnet cartridge already aligned. A switchable preamplifier means that it plugs into anything.',
      price: 39_900,
      brand: 'Aurel Audio',
      tags: ['turntable', 'vinyl', 'hifi'],
      stock: 5,
    },
    {
      id: '0198c5a0-0505-7000-8000-000000000005',
      sku: 'ELE-PWR-65W',
      name: '65 W Travel Charger',
      description:
        'Gallium nitride, three ports, the size of a matchbox. Charges a laptop and a phone at once; plugs for four continents clip on.',
      price: 4_900,
      brand: 'Voltra',
      tags: ['charger', 'usb-c', 'travel'],
      stock: 3_400,
    },
    {
      id: '0198c5a0-0506-7000-8000-000000000006',
      sku: 'ELE-PWB-20K',
      name: 'Power Bank, 20,000 mAh',
      description:
        'Fills a phone five times or a laptop once, and says how much is left in percent rather than dots. Allowed in cabin luggage.',
      price: 5_900,
      brand: 'Voltra',
      tags: ['power-bank', 'usb-c', 'travel'],
      stock: 1_900,
    },
    {
      id: '0198c5a0-0507-7000-8000-000000000007',
      sku: 'ELE-CBL-USC',
      name: 'Braided USB-C Cable, 2 m',
      description:
        '100 W and 10 Gbit/s in one cable with a linen braid that does not kink. Tested to thirty thousand bends.',
      price: 1_490,
      brand: 'Voltra',
      tags: ['cable', 'usb-c'],
      stock: 4_900,
    },
    {
      id: '0198c5a0-0508-7000-8000-000000000008',
      sku: 'ELE-ERD-7IN',
      name: 'Folio E-Reader, 7 inch',
      description:
        'A paper-like screen without reflections, warm light in the evening, page keys under the thumb. Reads EPUB and PDF, holds some six thousand books, charges monthly.',
      price: 18_900,
      brand: 'Paper Assembly',
      tags: ['e-reader', 'books'],
      stock: 680,
    },
  ],
};
