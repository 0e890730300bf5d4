/**
 * What people call an order: `M` and eight characters of Crockford's base32 (no I, L, O or U). 40 bits: one that is set, 19 of a
 * block, and 20 drawn at random, scattered by a fixed permutation. A database draws from blocks that it alone has
 * (store/number-block.ts), so no clock and no luck keep it from a number that was issued before. Numbers of releases that made
 * them of the minute have the first bit unset until 2040. A number says neither how many orders there are nor what other numbers
 * there may be. Within a block the database's unique constraint refuses a number that is taken, and another one is drawn.
 */
import { randomInt } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 8;
const bits = 40n;
const blockBits = 19n;
const drawnBits = bits - 1n - blockBits;

/** A whole number from 0 up to, not including, its argument. */
export type Draw = (below: number) => number;

/** @param draw default: of cryptographic quality. */
export const drawBlock = (draw: Draw = randomInt): number => draw(2 ** Number(blockBits));

export function newOrderNumber(block: number, draw: Draw = randomInt): string {
  const value = (1n << (bits - 1n)) | (BigInt(block) << drawnBits) | BigInt(draw(2 ** Number(drawnBits)));
  return `M${base32(scatter(value))}`;
}

/** Numbers of one block would begin alike. Every step can be undone, so different values stay different. */
function scatter(value: bigint): bigint {
  let scattered = value;
  for (const odd of [0x9e3779b97fn, 0xd1b54a32d1n]) {
    scattered = BigInt.asUintN(Number(bits), scattered * odd);
    scattered ^= scattered >> (bits / 2n);
  }
  return scattered;
}

const base32 = (value: bigint): string =>
  Array.from({ length }, (_, digit) => alphabet[Number((value >> BigInt(5 * (length - 1 - digit))) & 31n)]).join('');
