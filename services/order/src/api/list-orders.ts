/** GET /orders: the caller's own, newest first. */
import { listOrders } from '@mambogo/contracts/api/orders.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { answer } from '@mambogo/service/answer.ts';
import { decodeCursor, encodeCursor } from '@mambogo/service/cursor.ts';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { findOrders } from '../store/find-orders.ts';
import { toOrder } from './order-view.ts';

export const listOrdersApi = ({ database, personalData }: Context) =>
  answer(listOrders, async ({ query: { status, cursor, size }, caller }) => {
    const found = await findOrders(database, {
      customerId: CustomerId.parse(caller.subject),
      status,
      before: cursor ? decodeCursor(cursor, z.uuid()) : undefined,
      limit: size + 1,
    });
    const page = found.slice(0, size);
    const last = page.at(-1);
    return {
      status: 200,
      body: {
        items: page.map((order) => toOrder(order, personalData)),
        next: found.length > size && last ? encodeCursor(last.id) : undefined,
      },
    };
  });
