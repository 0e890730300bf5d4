/** Compares a secret or a signature in a time that does not depend on where the two differ; lengths are no secret. Pure. */
import { timingSafeEqual } from 'node:crypto';

export function isEqualConstantTime(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
