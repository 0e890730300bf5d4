/** A page of orders, newest first, with the cursor of the next page. */
import { decodeCursor, encodeCursor } from '@mambogo/service/http/cursor.ts';
import type { DataSource, EntityManager } from 'typeorm';
import { z } from 'zod';
import { type FoundOrder, findOrders, type OrderFilter } from '../store/find-orders.ts';

export interface OrderQuery extends Omit<OrderFilter, 'before' | 'limit'> {
  readonly cursor?: string;
  readonly size: number;
}

export async function readOrderPage<T>(
  database: Pick<DataSource | EntityManager, 'query'>,
  { cursor, size, ...filter }: OrderQuery,
  view: (order: FoundOrder) => T,
): Promise<{ items: T[]; next?: string }> {
  const before = cursor ? decodeCursor(cursor, z.uuid()) : undefined;
  const found = await findOrders(database, { ...filter, before, limit: size + 1 });
  const page = found.slice(0, size);
  const last = page.at(-1);
  return { items: page.map(view), next: found.length > size && last ? encodeCursor(last.id) : undefined };
}
