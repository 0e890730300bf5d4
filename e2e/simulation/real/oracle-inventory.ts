/** The model of the inventory service: reservations and stock, by the same commands in the same order. */
import type { DomainEvent } from '@mambogo/contracts/events/event.ts';
import type { OrderId, ProductId } from '@mambogo/contracts/ids.ts';
import type { Reservation } from '@mambogo/inventory/src/domain/reservation.ts';
import { availability, available, emptyStock, move, type Stock } from '@mambogo/inventory/src/domain/stock.ts';
import type { DataSource } from 'typeorm';
import { rules } from '../rules.ts';
import type { Intent } from './intent.ts';
import { difference, type Effects } from './transaction-effects.ts';

const { decide, factOf, commandOf } = rules.stock;

export function createInventoryOracle(database: DataSource, productIds: readonly ProductId[], initialStock: number) {
  const reservations = new Map<OrderId, Reservation>();
  const stocks = new Map<ProductId, Stock>(
    productIds.map((productId) => [
      productId,
      move(emptyStock(productId), { productId, type: 'received', quantity: initialStock }),
    ]),
  );

  /** Returns the differences. @param now of the transaction */
  return async (
    effects: Effects,
    handledEvents: readonly DomainEvent[],
    intent: Intent | undefined,
    now: Date,
  ): Promise<string[]> => {
    const asked =
      intent?.type === 'worker' && intent.name === 'ask-expired'
        ? effects.emitted.map(({ key }) => ({ orderId: key as OrderId, command: { type: 'ask' } as const }))
        : [];
    const commands = [...handledEvents.flatMap((fact) => commandOf(fact) ?? []), ...asked];
    const emitted: unknown[] = [];
    for (const { orderId, command } of commands) {
      const before = reservations.get(orderId) ?? { status: 'NONE' };
      const free = new Map([...stocks].map(([id, stock]) => [id, available(stock)]));
      const { next, event: fact, movements } = decide(before, command, { now, available: free });
      reservations.set(orderId, next);
      for (const movement of movements) {
        const { productId } = movement;
        stocks.set(productId, move(stocks.get(productId) ?? emptyStock(productId), movement));
      }
      for (const [productId, stock] of stocks) {
        const pieces = available(stock);
        const now = availability(pieces);
        if (now !== availability(free.get(productId) ?? 0))
          emitted.push({
            name: 'stock.changed',
            data: { productId, available: pieces, availability: now, expectedOn: null },
          });
      }
      if (fact) {
        const { event, data } = factOf(orderId, fact, now.toISOString());
        emitted.push({ name: event.name, data });
      }
    }
    const rows = await database.query<(Stock & { productId: ProductId })[]>(
      `select product_id as "productId", on_hand as "onHand", reserved, sold, received, adjusted from stock_item`,
    );
    const ids = commands.map(({ orderId }) => orderId);
    const reservationRows = await database.query<{ orderId: OrderId; status: string }[]>(
      'select order_id as "orderId", status from reservation where order_id = any($1)',
      [ids],
    );
    const ours = [...new Set(ids)].map((orderId) => ({ orderId, status: reservations.get(orderId)?.status }));
    const found = [
      difference(
        'facts',
        emitted,
        effects.emitted.map(({ name, data }) => ({ name, data })),
      ),
      difference('stock', [...stocks.values()], rows),
      difference(
        'reservations',
        ours.filter(({ status }) => status !== 'NONE'),
        reservationRows,
      ),
    ].filter((one) => one !== undefined);
    for (const stock of rows) stocks.set(stock.productId, stock);
    return found;
  };
}
