/**
 * What people call an order: `M` and eight characters of Crockford's base32 (no I, L, O or U). 40 bits: the minute and 16 bits
 * drawn at random, scattered by a fixed permutation. Each minute so has 65,536 numbers that no other minute has: a database that is
 * restored to an earlier moment never issues a number again that it issued after that moment, for those minutes are over. A number
 * says neither how many orders there are nor what other numbers there may be. Within a minute the database's unique constraint
 * refuses a number that is taken, and another one is drawn.
 */
import { randomInt } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 8;
const bits = 40n;
const minuteBits = 24n;
const drawnBits = bits - minuteBits;
/** 24 bits of minutes end in November 2056, and begin again. */
const firstMinute = Date.UTC(2025, 0, 1) / 60_000;

/**
 * @param now the database's time
 * @param random a whole number from 0 up to, not including, its argument; default: of cryptographic quality.
 */
export function newOrderNumber(now: Date, random: (below: number) => number = randomInt): string {
  const minute = BigInt.asUintN(Number(minuteBits), BigInt(Math.floor(now.getTime() / 60_000) - firstMinute));
  return `M${base32(scatter((minute << drawnBits) | BigInt(random(2 ** Number(drawnBits)))))}`;
}

/** Numbers of one minute would begin alike. Every step can be undone, so different values stay different. */
function scatter(value: bigint): bigint {
  let scattered = value;
  for (const odd of [0x9e3779b97fn, 0xd1b54a32d1n]) {
    scattered = BigInt.asUintN(Number(bits), scattered * odd);
    scattered ^= scattered >> (bits / 2n);
  }
  return scattered;
}

const base32 = (value: bigint): string =>
  Array.from({ length }, (_, place) => alphabet[Number((value >> BigInt(5 * (length - 1 - place))) & 31n)]).join('');
