/** Numbers of pieces as they are typed. Pure. */
import { limits } from '@mambogo/contracts/limits.ts';

const { max } = limits.stock;

/** Pieces that came in: a whole number from 1 on. */
export function parseQuantity(typed: string): number | undefined {
  const pieces = wholeNumber(typed);
  return pieces !== undefined && pieces >= 1 && pieces <= max ? pieces : undefined;
}

/** A correction: a whole number with its sign, which is not 0. */
export function parseDelta(typed: string): number | undefined {
  const pieces = wholeNumber(typed);
  return pieces && Math.abs(pieces) <= max ? pieces : undefined;
}

/** Also with a true minus sign, as it is pasted from tables. */
function wholeNumber(typed: string): number | undefined {
  const text = typed.trim().replace(/^[−–]/, '-');
  return /^[+-]?\d{1,9}$/.test(text) ? Number(text) : undefined;
}
