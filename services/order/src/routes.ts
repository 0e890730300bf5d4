/** The routes of the order service. */
import type { BoundRoute } from '@mambogo/service/http/route-handler.ts';
import { cancelAnyOrderApi, deliverOrderApi, refundOrderApi, shipOrderApi } from './api/admin/order-actions.ts';
import { getAnyOrderApi, getAnyTimelineApi, listAllOrdersApi } from './api/admin/read-orders.ts';
import {
  addCustomerNoteApi,
  addOrderNoteApi,
  listCustomerNotesApi,
  listOrderNotesApi,
} from './api/admin/staff-notes.ts';
import { cancelOrderApi } from './api/cancel-order.ts';
import { listDeadLettersApi } from './api/dead-letters/list-dead-letters.ts';
import {
  discardDeadLetterApi,
  getDeadLetterApi,
  replayDeadLetterApi,
  replayDeadLettersApi,
} from './api/dead-letters/settle-dead-letters.ts';
import { followOrderApi } from './api/follow-order.ts';
import { followOrdersApi } from './api/follow-orders.ts';
import { getOrderApi } from './api/get-order.ts';
import { getTimelineApi } from './api/get-timeline.ts';
import { listMyOrdersApi } from './api/list-my-orders.ts';
import { listOrdersApi } from './api/list-orders.ts';
import { listViolationsApi } from './api/list-violations.ts';
import { payOrderApi } from './api/pay-order.ts';
import { placeOrderApi } from './api/place-order.ts';
import type { Context } from './context.ts';

export const routes: readonly ((context: Context) => BoundRoute)[] = [
  placeOrderApi,
  listOrdersApi,
  listMyOrdersApi,
  getOrderApi,
  getTimelineApi,
  followOrderApi,
  followOrdersApi,
  cancelOrderApi,
  payOrderApi,
  listAllOrdersApi,
  getAnyOrderApi,
  getAnyTimelineApi,
  shipOrderApi,
  deliverOrderApi,
  cancelAnyOrderApi,
  refundOrderApi,
  listOrderNotesApi,
  addOrderNoteApi,
  listCustomerNotesApi,
  addCustomerNoteApi,
  listDeadLettersApi,
  getDeadLetterApi,
  replayDeadLetterApi,
  replayDeadLettersApi,
  discardDeadLetterApi,
  listViolationsApi,
];
