/**
 * Finds the input a pattern is slowest with: beginnings of what it finds, then the same pieces over and over. What makes a
 * backtracking pattern explode is nearly a match again and again, and that is what these are.
 */
import type { TextRule } from '../rule.ts';

export interface Worst {
  /** CPU-ms for `characters`. */
  readonly milliseconds: number;
  readonly characters: number;
  /** How much more time four times the text takes: 4 is linear, 16 would be quadratic. */
  readonly growth: number;
  /** What was repeated. */
  readonly piece: string;
}

const pieces = [
  ' ',
  'a',
  '1',
  "'",
  '"',
  '(',
  '<',
  '=',
  ';',
  '/',
  '.',
  '-',
  '|',
  '{',
  '$',
  '\\',
  '%',
  '*',
  ',',
  '[',
  '&',
  'x ',
  'or ',
  '../',
  'a=',
  '<a ',
  'select ',
  "' ",
  '(select ',
  '${',
  '{{',
  ' on',
  'on=',
  '%0a',
  'http://',
  '/*',
];

/** @param characters of the shorter of the two texts that are compared */
export function worstInput({ pattern, hits }: TextRule, characters: number): Worst | undefined {
  if (!pattern) return undefined;
  const { find, view } = pattern;
  const cased = view === 'raw' || view === 'decoded';
  const beginnings = hits.flatMap((hit) => {
    const text = cased ? hit : hit.toLowerCase();
    return Array.from({ length: Math.min(24, text.length) }, (_none, index) => text.slice(0, index + 1));
  });
  let slowest = { cost: -1, beginning: '', piece: '' };
  for (const beginning of new Set(['', ...beginnings]))
    for (const piece of new Set([...(beginning ? [beginning] : []), ...pieces])) {
      const text = repeat(beginning, piece, 1_000);
      const cost = cpu(() => find.test(text));
      if (cost > slowest.cost) slowest = { cost, beginning, piece };
    }
  const short = repeat(slowest.beginning, slowest.piece, characters);
  const long = repeat(slowest.beginning, slowest.piece, characters * 4);
  const least = (text: string) => Math.min(...[1, 2, 3, 4, 5].map(() => cpu(() => find.test(text))));
  const milliseconds = least(short);
  return { milliseconds, characters, growth: least(long) / milliseconds, piece: slowest.piece };
}

const repeat = (beginning: string, piece: string, length: number) =>
  beginning + piece.repeat(Math.ceil(length / piece.length));

function cpu(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
