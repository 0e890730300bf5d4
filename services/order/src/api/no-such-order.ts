/** The same problem for an order that does not exist and for one of another customer. */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { Problem } from '@mambogo/service/http/problem.ts';

export const noSuchOrder = (id: OrderId): Problem =>
  new Problem('not-found', `order ${id} does not exist or you may not access it`);
