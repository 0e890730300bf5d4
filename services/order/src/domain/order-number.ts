/**
 * What people call an order: `M` and eight characters of Crockford's base32 (no I, L, O or U), drawn at random, so that a
 * number says neither how many orders there are nor what other numbers there may be. 40 bits: the database's unique
 * constraint refuses the rare number that is taken, and another one is drawn.
 */
import { randomInt } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 8;

/** @param random a whole number from 0 up to, not including, its argument; default: of cryptographic quality. */
export const newOrderNumber = (random: (below: number) => number = randomInt): string =>
  `M${Array.from({ length }, () => alphabet[random(alphabet.length)]).join('')}`;
