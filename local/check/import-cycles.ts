/**
 * Finds files that import each other in a circle, types included: none of them can be read, moved or tested without the others.
 * Pure: sources in, problems out.
 */
import { importsOf, resolvePath } from './imports.ts';
import type { Source } from './sources.ts';

/** @returns one line for each group of files in which every file reaches every other by imports */
export function importCycles(sources: readonly Source[]): string[] {
  const paths = new Set(sources.map(({ path }) => path));
  const graph = new Map(
    sources.map(({ path, text }) => [
      path,
      importsOf(text).flatMap((imported) => resolvePath(path, imported).filter((target) => paths.has(target))),
    ]),
  );
  return stronglyConnected(graph).map(
    (group) => `${group.sort().join(', ')}: import each other in a circle; move the shared part to a separate file`,
  );
}

/** Tarjan's algorithm; groups of one file that does not import itself are left out. */
function stronglyConnected(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const groups: string[][] = [];
  const visit = (path: string): number => {
    const index = order.size;
    order.set(path, index);
    lowest.set(path, index);
    stack.push(path);
    for (const target of graph.get(path) ?? []) {
      const reached = order.has(target)
        ? stack.includes(target)
          ? (order.get(target) ?? index)
          : index
        : visit(target);
      lowest.set(path, Math.min(lowest.get(path) ?? index, reached));
    }
    if (lowest.get(path) === index) {
      const group = stack.splice(stack.indexOf(path));
      if (group.length > 1 || graph.get(path)?.includes(path)) groups.push(group);
    }
    return lowest.get(path) ?? index;
  };
  for (const path of graph.keys()) if (!order.has(path)) visit(path);
  return groups;
}
