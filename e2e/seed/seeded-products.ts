/**
 * Products of a filled shop: the same ones for the same numbers. Their words are as frequent as those of a real catalogue: some
 * occur in every description, many in a few hundred products, and skus in one. Pure.
 */
import type { ProductInput } from '@mambogo/contracts/api/products.ts';

const qualities =
  'Classic Compact Foldable Everyday Heavy Light Large Small Slim Round Tall Soft Warm Quiet Sturdy Portable Pocket Double Simple Fine'.split(
    ' ',
  );
const materials =
  'Steel Oak Cotton Linen Wool Bamboo Glass Ceramic Leather Copper Brass Cork Canvas Walnut Marble Felt Titanium Rubber Paper Stone'.split(
    ' ',
  );
const things =
  `Kettle Mug Lamp Chair Notebook Backpack Jacket Scarf Vase Planter Tray Pan Knife Board Bottle Speaker Keyboard Stand Basket Blanket
  Cushion Towel Clock Shelf Hook Brush Tent Stove Torch Glove Sock Shirt Belt Wallet Frame Puzzle Candle Teapot Grinder Filter Scale
  Bowl Plate Jug Rug Mat Bin Ladder Trowel Rake`.split(/\s+/);
const uses =
  'kitchen office garden travel camping winter summer weekend studio balcony bathroom hallway workshop classroom'.split(
    ' ',
  );
const brands = Array.from(
  { length: 200 },
  (_, at) => `${things[at % 50]}${['works', 'craft', 'line', 'haus'][at % 4]}`,
);

export interface SeededProduct extends Omit<ProductInput, 'category' | 'price' | 'options'> {
  /** Minor units. */
  readonly amount: number;
  /** Received when it was created: one of fifty is out of stock, one is low. */
  readonly stock: number;
}

export const seededSku = (number: number): string => `SEED-${String(number).padStart(7, '0')}`;

/** @param number from 0 */
export function seededProduct(number: number): SeededProduct {
  const pick = <T>(values: readonly T[], salt: number): T => values[scatter(number, salt) % values.length] as T;
  const [quality, material, thing, use] = [pick(qualities, 1), pick(materials, 2), pick(things, 3), pick(uses, 4)];
  return {
    sku: seededSku(number),
    name: `${quality} ${material} ${thing} ${(scatter(number, 5) % 90) + 10}`,
    description: `A ${quality.toLowerCase()} ${thing.toLowerCase()} of ${material.toLowerCase()} for the ${use}. Made to last, easy to clean and repair, delivered in recycled packaging with a warranty of ${(number % 5) + 1} years.`,
    amount: 500 + 10 * (scatter(number, 6) % 5_000),
    brand: pick(brands, 7),
    tags: [use, material.toLowerCase()],
    images: [],
    stock: number % 50 === 0 ? 0 : number % 50 === 1 ? 3 : 1_000,
  };
}

/** A well spread number from 0 to 2^32, the same for the same arguments. */
export function scatter(number: number, salt: number): number {
  let mixed = Math.imul(number + 1, 0x9e3779b1) ^ Math.imul(salt, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
