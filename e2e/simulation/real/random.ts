/** Random choices, deterministic for a seed. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export interface Random {
  /** 0 to n - 1 */
  below(n: number): number;
  /** With a probability of one in n. */
  oneIn(n: number): boolean;
  of<T>(list: readonly T[]): T | undefined;
  some<T>(list: readonly T[], most: number): T[];
}

export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const below = (n: number): number => uniformInt(generator, 0, n - 1);
  return {
    below,
    oneIn: (n) => below(n) === 0,
    of: (list) => (list.length > 0 ? list[below(list.length)] : undefined),
    some(list, most) {
      const left = [...list];
      const count = Math.min(left.length, 1 + below(most));
      return Array.from({ length: count }, () => left.splice(below(left.length), 1)).flat();
    },
  };
}
