/** Inserts orders of a filled shop with their logs and search terms; returns the heads of the logs. */
import type { Head } from '@mambogo/messaging/audit/anchor.ts';
import { nameTerms, skuTerm } from '@mambogo/order/src/store/search-terms.ts';
import { summaryValues, upsertSummaries } from '@mambogo/order/src/store/summary-row.ts';
import type { PersonalData } from '@mambogo/service/crypto/personal-data.ts';
import type { EntityManager } from 'typeorm';
import { bytea, insertRows, type Row } from './insert-rows.ts';
import { type OrderToSeed, seededOrder } from './seeded-order.ts';

export async function insertOrders(
  manager: EntityManager,
  orders: readonly OrderToSeed[],
  personalData: PersonalData,
): Promise<Head[]> {
  const heads: Head[] = [];
  const events: Row[] = [];
  const summaries: unknown[][] = [];
  const terms: Row[] = [];
  for (const order of orders) {
    const { orderId, personal } = order;
    const log = seededOrder(order);
    for (const event of log.events)
      events.push({
        ...event,
        personal: event.personal && bytea(event.personal),
        order_id: orderId,
        correlation_id: event.correlationId,
        prev_hash: event.prevHash,
      });
    const last = log.events.at(-1);
    if (!last) continue;
    heads.push([orderId, last.version, last.hash]);
    const values = summaryValues({
      orderId,
      state: log.state,
      personal,
      version: last.version,
      lastHash: last.hash,
      updatedAt: last.at,
      placedAt: order.purchase.placedAt,
    });
    summaries.push(values.map((value) => (Buffer.isBuffer(value) ? value.toString('base64') : value)));
    const own = [
      ...order.purchase.lines.map(({ sku }) => skuTerm(sku)),
      ...nameTerms(order.customerName, personalData),
    ];
    for (const term of own) terms.push({ term, order_id: orderId });
  }
  const columns = 'order_id, version, type, data, personal, at, actor, correlation_id, hash, prev_hash';
  await insertRows(manager, 'order_event', columns, events);
  await manager.query(upsertSummaries, [JSON.stringify(summaries)]);
  await insertRows(manager, 'order_search_term', 'term, order_id', terms);
  // A trigger has added them; their terms are here already.
  await manager.query('delete from order_search_backlog where order_id = any($1::uuid[])', [
    orders.map(({ orderId }) => orderId),
  ]);
  return heads;
}
