/** What the rounds of two contestants say: medians of each, and the median of the ratios of the second to the first. */
import { median } from '../percentile.ts';
import { kindOf, rounded, sum, table } from '../tables.ts';
import type { Round, Turn } from './alternate.ts';

export interface Figure {
  readonly name: string;
  readonly first: number;
  readonly second: number;
  /** Median of second / first within a round. */
  readonly ratio: number;
}

const figures: Readonly<Record<string, (turn: Turn) => number>> = {
  'CPU-ms per confirmed order, all processes and the runner': ({ cpu }) => sum(cpu),
  'confirmed orders/s': ({ ordersPerSecond }) => ordersPerSecond,
  'placed to confirmed, p50, ms': ({ p50 }) => p50,
  'placed to confirmed, p99, ms': ({ p99 }) => p99,
};

export function compare<T>(rounds: readonly Round<T>[], name: string, read: (turn: T) => number): Figure {
  const values = rounds.map(([one, other]) => [read(one), read(other)] as const);
  return {
    name,
    first: median(values.map(([one]) => one)),
    second: median(values.map(([, other]) => other)),
    ratio: median(values.map(([one, other]) => other / one)),
  };
}

/** The first of them is the CPU of an order. */
export const compareTurns = (rounds: readonly Round[]): Figure[] =>
  Object.entries(figures).map(([name, read]) => compare(rounds, name, read));

/** CPU-ms per order of each process of either, and of each kind of process. */
export function compareProcesses(rounds: readonly Round[]): Figure[] {
  const names = [...new Set(rounds.flatMap((turns) => turns.flatMap(({ cpu }) => [...cpu.keys()])))];
  const kinds = [...new Set(names.map(kindOf))];
  const sumOf = (turn: Turn, matches: (name: string) => boolean) =>
    names.filter(matches).reduce((total, name) => total + (turn.cpu.get(name) ?? 0), 0);
  return [
    ...names.map((name) => compare(rounds, name, ({ cpu }) => cpu.get(name) ?? 0)),
    ...kinds.map((kind) => compare(rounds, `**${kind}**`, (turn) => sumOf(turn, (name) => kindOf(name) === kind))),
  ];
}

export const figureTable = (names: readonly [first: string, second: string], rows: readonly Figure[]): string =>
  table(
    ['figure', ...names, 'ratio'],
    rows.map(({ name, first, second, ratio }) => [
      name,
      rounded(first, 2),
      rounded(second, 2),
      Number.isFinite(ratio) ? rounded(ratio, 2) : '',
    ]),
  );
