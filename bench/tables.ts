/** Figures as Markdown tables. */

export type Cell = string | number;

export const table = (head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

export const rounded = (value: number, digits = 1): string => value.toFixed(digits);

/** Processes by kind. */
export function kindOf(name: string): 'stores' | 'sidecars' | 'services' | 'runner' {
  if (name === 'runner') return name;
  if (name.endsWith('.sidecar') || name === 'sentry') return 'sidecars';
  return ['postgres', 'mariadb', 'redis', 'kafka'].includes(name) ? 'stores' : 'services';
}

/** A table with one value per process, then the sums by kind and the total. */
export function byProcess(
  values: ReadonlyMap<string, number>,
  unit: string,
  show = (value: number) => rounded(value),
): string {
  const sums = new Map<string, number>();
  for (const [name, value] of values) sums.set(kindOf(name), (sums.get(kindOf(name)) ?? 0) + value);
  const rows = [...values].map(([name, value]) => [name, show(value)]);
  const totals = [...sums, ['all', sum(values)] as const].map(([name, value]) => [`**${name}**`, `**${show(value)}**`]);
  return table(['process', unit], [...rows, ...totals]);
}

export const sum = (values: ReadonlyMap<string, number>): number => [...values.values()].reduce((a, b) => a + b, 0);
