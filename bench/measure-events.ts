/** Events per second from a service's outbox to another's effect, and their cost. */
import { stockChanged } from '@mambogo/contracts/events/inventory-events.ts';
import { productCreated } from '@mambogo/contracts/events/product-events.ts';
import { newProductId } from '@mambogo/contracts/ids.ts';
import type { Shop } from '../local/shop/shop.ts';
import { eventsPerSecond } from './events-per-second.ts';
import { cpuOf, processesOf } from './process-cost.ts';
import type { Report } from './report.ts';
import { type Cell, rounded, sum, table } from './tables.ts';

export async function measureEvents(shop: Shop, count: number, report: Report): Promise<void> {
  const rows: Cell[][] = [];
  const measure = async (what: string, run: () => Promise<number>) => {
    const before = sum(cpuOf(processesOf(shop)));
    const rate = await run();
    rows.push([what, rounded(rate, 0), rounded((sum(cpuOf(processesOf(shop))) - before) / count, 2)]);
  };

  await measure('product.created: MariaDB to PostgreSQL, one shelf each', () =>
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
  );
  await measure('stock.changed: PostgreSQL to MariaDB, one stock level each', () =>
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
  );
  report.section(
    `${count} events from outbox to effect`,
    table(['event', 'events/s, first commit to last effect', 'CPU-ms per event'], rows),
  );
}
