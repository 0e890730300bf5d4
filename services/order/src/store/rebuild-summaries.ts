/**
 * Rebuilds order_summary from the log, byte for byte. Fails on an order whose hash chain is broken. Safe while the service runs:
 * orders are rebuilt under their locks, some at a time.
 */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { DataSource, EntityManager } from 'typeorm';
import { fold } from '../domain/evolve.ts';
import type { OrderEvent } from '../domain/order-event.ts';
import type { OrderEventRow } from './entities.ts';
import { firstBrokenVersion } from './event-chain.ts';
import { type Summary, summaryValues, upsertSummaries } from './summary-row.ts';

/** Orders that are locked together: a request for one of them waits until all of these are rebuilt, well below 0.1 s. */
const batchSize = 100;

/** Returns the number of rebuilt orders. */
export const rebuildSummaries = (database: DataSource): Promise<number> =>
  eachBatch(database, (ids) => database.transaction((manager) => rebuildBatch(manager, ids)));

/** The same within the current transaction, for a migration that changes the fold. */
export const rebuildSummariesWithin = (manager: EntityManager): Promise<number> =>
  eachBatch(manager, (ids) => rebuildBatch(manager, ids));

async function eachBatch(
  database: Pick<EntityManager, 'query'>,
  rebuild: (ids: readonly OrderId[]) => Promise<void>,
): Promise<number> {
  let after = '00000000-0000-0000-0000-000000000000';
  let count = 0;
  for (;;) {
    const orders = await database.query<{ id: OrderId }[]>(
      'select order_id as id from order_event where version = 1 and order_id > $1 order by order_id limit $2',
      [after, batchSize],
    );
    const last = orders.at(-1);
    if (!last) return count;
    await rebuild(orders.map(({ id }) => id));
    count += orders.length;
    after = last.id;
  }
}

async function rebuildBatch(manager: EntityManager, ids: readonly OrderId[]): Promise<void> {
  await manager.query('select from order_summary where id = any($1) order by id for update', [ids]);
  const rows = await manager.query<OrderEventRow[]>(
    `select order_id as "orderId", version, type, data, personal, at, actor, correlation_id as "correlationId",
       causation_id as "causationId", cause, trace_id as "traceId", hash, prev_hash as "prevHash"
     from order_event where order_id = any($1) order by order_id, version`,
    [ids],
  );
  const summaries = [...Map.groupBy(rows, ({ orderId }) => orderId)].map(([orderId, log]) => foldLog(orderId, log));
  const values = summaries.map((summary) =>
    summaryValues(summary).map((value) => (Buffer.isBuffer(value) ? value.toString('base64') : value)),
  );
  await manager.query(upsertSummaries, [JSON.stringify(values)]);
}

function foldLog(orderId: OrderId, log: readonly OrderEventRow[]): Summary {
  const broken = firstBrokenVersion(log);
  if (broken)
    throw new Error(`the log of order ${orderId} was tampered with: the hash chain breaks at event ${broken}`);
  const state = fold(log.map(toEvent));
  const first = log[0];
  const last = log.at(-1);
  if (!state || !first || !last) throw new Error(`the log of order ${orderId} has no order`);
  return {
    orderId,
    state,
    personal: log.findLast(({ personal }) => personal)?.personal ?? null,
    version: last.version,
    lastHash: last.hash,
    updatedAt: last.at,
    placedAt: first.at,
  };
}

/** Safe cast: the log is only written from OrderEvents, so type and data match. */
const toEvent = ({ type, data }: OrderEventRow): OrderEvent => ({ type, data }) as OrderEvent;
