/**
 * Finds a pattern's slowest input: prefixes of its matches, followed by repeated fragments. A backtracking pattern explodes on
 * inputs that nearly match again and again, and that is what these are.
 */
import type { TextRule } from '../rule.ts';
import { cpuMilliseconds, leastCpu } from './cpu-time.ts';

export interface Worst {
  /** CPU-ms for `characters`. */
  readonly milliseconds: number;
  readonly characters: number;
  /** How much more time four times the text takes: 4 is linear, 16 would be quadratic. */
  readonly growth: number;
  /** The repeated fragment, and the prefix before it. */
  readonly piece: string;
  readonly beginning: string;
}

// biome-ignore format: a list
const pieces = [
  ' ', 'a', '1', "'", '"', '(', '<', '=', ';', '/', '.', '-', '|', '{', '$', '\\', '%', '*', ',', '[', '&', '!', '+', '@',
  'x ', 'or ', '../', 'a=', '<a ', 'select ', "' ", '(select ', '${', '{{', ' on', 'on=', '%0a', 'http://', '/*', 'a,', 'a.', 'a(', 'é',
];
const longestBeginning = 60;
/** Length of the texts among which the slowest is searched. */
const tried = 1_500;
/** The slowest of one run are measured again: a single run may include a garbage collection. */
const finalists = 24;

/** @param characters length of the shorter of the two texts that are compared */
export function worstInput({ pattern, hits }: TextRule, characters: number): Worst | undefined {
  if (!pattern) return undefined;
  const { find, decoding } = pattern;
  const test = (text: string) => () => void find.test(text);
  // The first runs compile the pattern, for both character widths; they are not measured.
  for (let warm = 0; warm < 3; warm += 1) for (const text of ['x y', 'é y', 'ж y']) find.test(text.repeat(50));
  const cased = decoding === 'raw' || decoding === 'decoded';
  const beginnings = hits.flatMap((hit) => {
    const text = cased ? hit : hit.toLowerCase();
    return Array.from({ length: Math.min(longestBeginning, text.length) }, (_none, index) => text.slice(0, index + 1));
  });
  const inputs = [...new Set(['', ...beginnings])].flatMap((beginning) =>
    [...new Set([...(beginning ? [beginning, `${beginning} `, `${beginning}a`] : []), ...pieces])].map((piece) => {
      const run = test(repeat(beginning, piece, tried));
      return { beginning, piece, run, cost: cpuMilliseconds(run) };
    }),
  );
  const byCost = (one: { cost: number }, other: { cost: number }) => other.cost - one.cost;
  const [slowest] = inputs
    .sort(byCost)
    .slice(0, finalists)
    .map((input) => ({ ...input, cost: leastCpu(5, input.run) }))
    .sort(byCost);
  if (!slowest) return undefined;
  const { beginning, piece } = slowest;
  const milliseconds = leastCpu(5, test(repeat(beginning, piece, characters)));
  const longer = leastCpu(5, test(repeat(beginning, piece, characters * 4)));
  return { milliseconds, characters, growth: longer / milliseconds, piece, beginning };
}

export const repeat = (beginning: string, piece: string, length: number): string =>
  (beginning + piece.repeat(Math.ceil(length / piece.length))).slice(0, length);
