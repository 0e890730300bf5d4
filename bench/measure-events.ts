/** Events per second from a service's outbox to another's effect, and their cost. */
import { stockChanged } from '@mambogo/contracts/events/inventory-events.ts';
import { productCreated } from '@mambogo/contracts/events/product-events.ts';
import { newProductId } from '@mambogo/contracts/ids.ts';
import type { Shop } from '../local/shop/shop.ts';
import { eventsPerSecond } from './events-per-second.ts';
import { cpuOf, processesOf } from './process-cost.ts';
import type { Report } from './report.ts';
import { type Cell, rounded, sum, table } from './tables.ts';

const flows: Readonly<Record<string, (shop: Shop, count: number) => Promise<number>>> = {
  'product.created: MariaDB to PostgreSQL, one shelf each': (shop, count) =>
    eventsPerSecond(
      shop,
      {
        from: 'product',
        to: 'inventory',
        event: productCreated,
        fact: () => ({
          productId: newProductId(),
          sku: 'BENCH',
          name: 'Bench',
          price: { amount: 100, currency: 'EUR' },
          status: 'active',
          version: 1,
        }),
      },
      count,
    ),
  'stock.changed: PostgreSQL to MariaDB, one stock level each': (shop, count) =>
    eventsPerSecond(
      shop,
      {
        from: 'inventory',
        to: 'product',
        event: stockChanged,
        fact: () => ({ productId: newProductId(), available: 9, availability: 'low-stock', version: 1 }),
      },
      count,
    ),
};

/** Events per second by flow; on one machine a topic has one partition. */
export async function measureFlows(shop: Shop, count: number): Promise<Map<string, number>> {
  const rates = new Map<string, number>();
  for (const [what, run] of Object.entries(flows)) rates.set(what, await run(shop, count));
  return rates;
}

export async function measureEvents(shop: Shop, count: number, report: Report): Promise<void> {
  const rows: Cell[][] = [];
  for (const [what, run] of Object.entries(flows)) {
    const before = sum(cpuOf(processesOf(shop)));
    const rate = await run(shop, count);
    rows.push([what, rounded(rate, 0), rounded((sum(cpuOf(processesOf(shop))) - before) / count, 2)]);
  }
  report.section(
    `${count} events from outbox to effect`,
    table(['event', 'events/s, first commit to last effect', 'CPU-ms per event'], rows),
  );
}
