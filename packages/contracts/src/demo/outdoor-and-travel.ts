/** Demo products: outdoor and travel. */
import type { DemoCategory } from './demo-category.ts';

export const outdoorAndTravel: DemoCategory = {
  id: '0198c5a0-0600-7000-8000-000000000000',
  slug: 'outdoor-and-travel',
  name: 'Outdoor & Travel',
  products: [
    {
      id: '0198c5a0-0601-7000-8000-000000000001',
      sku: 'OUT-PCK-28L',
      name: 'Ridgeline Day Pack, 28 l',
      description:
        'A ventilated back, a rain cover in its own pocket, room for two litres of water and lunch for a family. Recycled nylon, mended free of charge.',
      price: 11_900,
      brand: 'Northfell',
      tags: ['backpack', 'hiking'],
      stock: 720,
    },
    {
      id: '0198c5a0-0602-7000-8000-000000000002',
      sku: 'OUT-TNT-2PX',
      name: 'Skylark Tent for Two',
      description:
        'Stands in four minutes and weighs 1.9 kg. Two doors, two porches, poles that have been through a Scottish April.',
      price: 38_900,
      brand: 'Northfell',
      tags: ['tent', 'camping'],
      stock: 60,
    },
    {
      id: '0198c5a0-0603-7000-8000-000000000003',
      sku: 'OUT-SLP-DWN',
      name: 'Down Sleeping Bag, -2 °C',
      description:
        '850-fill down, traceable to the farm, in a shell that shrugs off dew. Packs to the size of a loaf; comfortable to two below.',
      price: 27_900,
      brand: 'Northfell',
      tags: ['sleeping-bag', 'camping', 'down'],
      stock: 0,
    },
    {
      id: '0198c5a0-0604-7000-8000-000000000004',
      sku: 'OUT-BTL-750',
      name: 'Insulated Bottle, 750 ml',
      description:
        'Double-walled steel: coffee hot for twelve hours, water cold for a day. The lid comes apart to be cleaned, and it fits a bicycle cage.',
      price: 2_900,
      brand: 'Fellside',
      tags: ['bottle', 'steel'],
      stock: 4_400,
    },
    {
      id: '0198c5a0-0605-7000-8000-000000000005',
      sku: 'OUT-LMP-HED',
      name: 'Trail Head Torch',
      description:
        "450 lumens when you are lost, five when you are reading. Charges by USB-C, takes ordinary batteries too, has a red light for the others' sleep.",
      price: 4_500,
      brand: 'Fellside',
      tags: ['torch', 'light', 'camping'],
      stock: 1_300,
    },
    {
      id: '0198c5a0-0606-7000-8000-000000000006',
      sku: 'OUT-STV-GAS',
      name: 'Pocket Gas Stove',
      description: '73 grams of titanium that boils half a litre in under three minutes, wind or no wind.',
      price: 3_900,
      brand: 'Fellside',
      tags: ['stove', 'camping', 'cooking'],
      stock: 950,
    },
    {
      id: '0198c5a0-0607-7000-8000-000000000007',
      sku: 'OUT-DRY-20L',
      name: 'Dry Bag, 20 l',
      description:
        'Welded seams and a roll top keep your clothes dry at the bottom of a canoe. Bright inside, so that you find the socks.',
      price: 1_900,
      brand: 'Northfell',
      tags: ['bag', 'waterproof', 'paddling'],
      stock: 2_200,
    },
    {
      id: '0198c5a0-0608-7000-8000-000000000008',
      sku: 'OUT-ORG-CUB',
      name: 'Packing Cubes, set of 3',
      description: 'Three sizes with mesh lids that turn a suitcase into a chest of drawers. They compress by a third.',
      price: 2_600,
      brand: 'Northfell',
      tags: ['travel', 'organiser'],
      stock: 1_800,
    },
  ],
};
