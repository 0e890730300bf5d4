/** Parses typed quantities. Pure. */
import { limits } from '@mambogo/contracts/limits.ts';

const { max } = limits.stock;

/** A received quantity: a whole number from 1. */
export function parseQuantity(typed: string): number | undefined {
  const pieces = wholeNumber(typed);
  return pieces !== undefined && pieces >= 1 && pieces <= max ? pieces : undefined;
}

/** An adjustment: a signed whole number other than 0. */
export function parseDelta(typed: string): number | undefined {
  const pieces = wholeNumber(typed);
  return pieces && Math.abs(pieces) <= max ? pieces : undefined;
}

/** Also accepts the Unicode minus sign, as pasted from tables. */
function wholeNumber(typed: string): number | undefined {
  const text = typed.trim().replace(/^[−–]/, '-');
  return /^[+-]?\d{1,9}$/.test(text) ? Number(text) : undefined;
}
