/** The figures as Markdown tables, ready for the README. */

export const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

export const rounded = (value: number, digits = 1): string => value.toFixed(digits);

/** Processes by kind: stores, sidecars, services, the rest. */
export function kindOf(name: string): 'stores' | 'sidecars' | 'services' {
  if (name.endsWith('.sidecar') || name === 'sentry') return 'sidecars';
  return ['postgres', 'mariadb', 'redis', 'kafka'].includes(name) ? 'stores' : 'services';
}

export function sumByKind(values: ReadonlyMap<string, number>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [name, value] of values) sums.set(kindOf(name), (sums.get(kindOf(name)) ?? 0) + value);
  return sums;
}
