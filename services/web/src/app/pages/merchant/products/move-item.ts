/** Moves an item of a list to another index. Pure. */
export function moveItem<T>(list: readonly T[], from: number, to: number): T[] {
  const [one, rest] = [list.slice(from, from + 1), list.toSpliced(from, 1)];
  return rest.toSpliced(to, 0, ...one);
}
