/** Exact arithmetic of amounts: products of amounts and rates exceed what a number holds exactly. Pure. */

/** `amount * numerator / denominator`, to the nearest multiple of `step`; half of one is rounded up. */
export function portion(amount: number, numerator: number, denominator: number, step = 1): number {
  const unit = BigInt(denominator) * BigInt(step);
  const exact = BigInt(amount) * BigInt(numerator);
  return Number(((2n * exact + unit) / (2n * unit)) * BigInt(step));
}

/**
 * Splits an amount in proportion to weights; the parts add up to it. What rounding leaves goes to the largest remainders, of equal
 * ones to the first. If amount and weights are multiples of `step`, so are the parts, and none exceeds its weight unless the amount
 * exceeds all of them together.
 * @throws RangeError there is nothing to split a positive amount over
 */
export function allocate(amount: number, weights: readonly number[], step = 1): number[] {
  const all = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  if (all === 0n) {
    if (amount !== 0) throw new RangeError(`${amount} cannot be split over nothing`);
    return weights.map(() => 0);
  }
  const shares = weights.map((weight, index) => {
    const exact = (BigInt(amount) / BigInt(step)) * BigInt(weight);
    return { index, part: Number(exact / all) * step, remainder: exact % all };
  });
  let left = amount - shares.reduce((sum, { part }) => sum + part, 0);
  const parts = shares.map(({ part }) => part);
  for (const { index } of shares.toSorted((a, b) =>
    a.remainder === b.remainder ? 0 : a.remainder < b.remainder ? 1 : -1,
  )) {
    if (left <= 0) break;
    parts[index] = (parts[index] ?? 0) + Math.min(step, left);
    left -= Math.min(step, left);
  }
  return parts;
}
