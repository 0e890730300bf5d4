/**
 * Rebuilds order_summary from the log, byte for byte. Fails on an order whose hash chain is broken. Safe while the service runs:
 * each order is rebuilt under its lock.
 */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { DataSource, EntityManager } from 'typeorm';
import { fold } from '../domain/evolve.ts';
import type { OrderEvent } from '../domain/order-event.ts';
import { OrderEventEntity, type OrderEventRow } from './entities.ts';
import { firstBrokenVersion } from './event-chain.ts';
import { summaryValues, upsertSummary } from './summary-row.ts';

const batchSize = 500;

/** Returns the number of rebuilt orders. */
export const rebuildSummaries = (database: DataSource): Promise<number> =>
  eachOrder(database, (id) => database.transaction((manager) => rebuildSummary(manager, id)));

/** The same within the current transaction, for a migration that changes the fold. */
export const rebuildSummariesWithin = (manager: EntityManager): Promise<number> =>
  eachOrder(manager, (id) => rebuildSummary(manager, id));

async function eachOrder(
  database: Pick<EntityManager, 'query'>,
  rebuild: (id: OrderId) => Promise<void>,
): Promise<number> {
  let after = '00000000-0000-0000-0000-000000000000';
  let count = 0;
  for (;;) {
    const orders = await database.query<{ id: OrderId }[]>(
      'select order_id as id from order_event where version = 1 and order_id > $1 order by order_id limit $2',
      [after, batchSize],
    );
    for (const { id } of orders) await rebuild(id);
    count += orders.length;
    const last = orders.at(-1);
    if (!last) return count;
    after = last.id;
  }
}

async function rebuildSummary(manager: EntityManager, orderId: OrderId): Promise<void> {
  await manager.query('select from order_summary where id = $1 for update', [orderId]);
  const log = await manager.find(OrderEventEntity, { where: { orderId }, order: { version: 'ASC' } });
  const broken = firstBrokenVersion(log);
  if (broken)
    throw new Error(`the log of order ${orderId} was tampered with: the hash chain breaks at event ${broken}`);
  const state = fold(log.map(toEvent));
  const first = log[0];
  const last = log.at(-1);
  if (!state || !first || !last) return;
  await manager.query(
    upsertSummary,
    summaryValues({
      orderId,
      state,
      personal: log.findLast(({ personal }) => personal)?.personal ?? null,
      version: last.version,
      lastHash: last.hash,
      updatedAt: last.at,
      placedAt: first.at,
    }),
  );
}

/** Safe cast: the log is only written from OrderEvents, so type and data match. */
const toEvent = ({ type, data }: OrderEventRow): OrderEvent => ({ type, data }) as OrderEvent;
