/** Prints an order's timeline, collected from every service's own log, as a table. */
import type { Order, TimelineEntry } from '@mambogo/contracts/api/orders.ts';
import { bold, dim, offset, type Print, table } from '@mambogo/terminal/print.ts';
import type { Shopper } from '../shopper/shopper.ts';

/** Reads the timeline until `isWhole` (the last entries arrive a moment after the status), or what exists by then. */
export async function readTimeline(
  shopper: Shopper,
  orderId: string,
  isWhole: (entries: readonly TimelineEntry[]) => boolean,
): Promise<readonly TimelineEntry[]> {
  const end = Date.now() + 10_000;
  for (;;) {
    const entries = await shopper.timeline(orderId);
    if (isWhole(entries) || Date.now() > end) return entries;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export function printTimeline({ placedAt, items }: Order, entries: readonly TimelineEntry[], print: Print): void {
  print(bold('  Timeline'));
  const rows = entries.map(({ at, service, type, actor, data }) => [
    offset(Date.parse(at) - Date.parse(placedAt)),
    service,
    type,
    detail(data, items),
    actor,
  ]);
  const [head = '', ...lines] = table([['time', 'service', 'what', '', 'actor'], ...rows]);
  print(`  ${dim(head)}`);
  for (const line of lines) print(`  ${line}`);
}

/** The parts of an entry's data shown in the table. */
function detail(data: TimelineEntry['data'], items: Order['items']): string {
  const { productId, quantity, reason, reference, paymentReference, code } = data;
  if (typeof quantity === 'number') {
    const name = items.find((item) => item.productId === productId)?.name ?? '';
    return `${quantity} x ${name}`.slice(0, 40);
  }
  return String(paymentReference ?? reference ?? reason ?? code ?? '').slice(0, 40);
}
