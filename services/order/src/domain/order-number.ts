/**
 * Order numbers: `M` and eight characters of Crockford's base32 (no I, L, O or U). They encode 40 bits (one that is always set,
 * 19 of a block and 20 random ones), scattered by a fixed permutation. Each database draws from blocks of its own
 * (store/number-block.ts), so uniqueness depends neither on the clock nor on chance. Earlier releases derived numbers from the
 * minute; in those the first bit is unset until 2040. A number reveals neither how many orders exist nor which other numbers are
 * valid. Within a block the database's unique constraint rejects a number that is taken, and another one is drawn.
 */
import { randomInt } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 8;
const bits = 40n;
const blockBits = 19n;
const drawnBits = bits - 1n - blockBits;

/** Returns a random integer from 0 up to, but not including, its argument. */
export type Draw = (below: number) => number;

/** @param draw cryptographically secure by default */
export const drawBlock = (draw: Draw = randomInt): number => draw(2 ** Number(blockBits));

export function newOrderNumber(block: number, draw: Draw = randomInt): string {
  const value = (1n << (bits - 1n)) | (BigInt(block) << drawnBits) | BigInt(draw(2 ** Number(drawnBits)));
  return `M${base32(scatter(value))}`;
}

/** Without this, numbers of one block would share a prefix. Every step is reversible, so different values stay different. */
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
