/** Shows that a cancelled order released all its stock: before, while it was reserved, and after. */
import type { TimelineEntry } from '@mambogo/contracts/api/orders.ts';
import { bold, dim, type Print, table } from '@mambogo/terminal/print.ts';
import type { Shopper } from '../shopper/shopper.ts';
import type { CartSelection } from './fill-cart.ts';

/** Available pieces by product. */
export type Available = ReadonlyMap<string, number>;

export async function readAvailable(shopper: Shopper, selection: readonly CartSelection[]): Promise<Available> {
  const levels = await Promise.all(selection.map(({ product }) => shopper.stock(product.id)));
  return new Map(levels.map(({ productId, available }) => [productId, available]));
}

/** Whether all stock reserved in the timeline has been released. */
export function isReleased(entries: readonly TimelineEntry[]): boolean {
  const held = new Map<unknown, number>();
  for (const { type, data } of entries) {
    const quantity = typeof data.quantity === 'number' ? Math.abs(data.quantity) : 0;
    const before = held.get(data.productId) ?? 0;
    if (type === 'stock.reserved') held.set(data.productId, before + quantity);
    if (type === 'stock.released' || type === 'stock.returned') held.set(data.productId, before - quantity);
  }
  return [...held.values()].every((quantity) => quantity === 0);
}

export interface StockReadings {
  readonly before: Available;
  /** undefined when nothing was reserved, or too briefly to read it. */
  readonly during?: Available;
  readonly after: Available;
}

export function printStock(
  selection: readonly CartSelection[],
  { before, during, after }: StockReadings,
  print: Print,
): void {
  print(bold('  Available stock'));
  const count = (available: Available | undefined, id: string) => String(available?.get(id) ?? '-');
  const rows = selection.map(({ product: { id, name }, quantity }) => [
    name,
    String(quantity),
    count(before, id),
    count(during, id),
    count(after, id),
  ]);
  const [head = '', ...lines] = table([['', 'wanted', 'before', 'reserved', 'after'], ...rows], [1, 2, 3, 4]);
  print(`  ${dim(head)}`);
  for (const line of lines) print(`  ${line}`);
}

export const isUnchanged = (a: Available, b: Available): boolean =>
  [...a].every(([id, pieces]) => b.get(id) === pieces);
