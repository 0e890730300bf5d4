/** The same answer for an order that is not there and for one that is somebody else's. */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { Problem } from '@mambogo/service/http/problem.ts';

export const noSuchOrder = (id: OrderId): Problem =>
  new Problem('not-found', `there is no order ${id} that you may see`);
