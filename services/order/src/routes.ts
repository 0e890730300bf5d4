/** What the order service serves: the topics it consumes, and its public routes. */
import { createSourcePositions } from '@mambogo/messaging/inbox/source-positions.ts';
import { mountConsumer } from '@mambogo/messaging/mount-consumer.ts';
import { type BoundRoute, mountRoutes } from '@mambogo/service/http/route-handler.ts';
import type { Express } from 'express';
import { exportTimelineApi } from './api/admin/export-timeline.ts';
import { exportStaffActionsApi, listStaffActionsApi } from './api/admin/list-staff-actions.ts';
import { cancelAnyOrderApi, deliverOrderApi, refundOrderApi, shipOrderApi } from './api/admin/order-actions.ts';
import { getAnyOrderApi, getAnyTimelineApi, listAllOrdersApi } from './api/admin/read-orders.ts';
import {
  addCustomerNoteApi,
  addOrderNoteApi,
  listCustomerNotesApi,
  listOrderNotesApi,
} from './api/admin/staff-notes.ts';
import { getOrderDiagnosisApi, listStuckOrdersApi } from './api/admin/stuck-orders.ts';
import { followOrderApi } from './api/follow-order.ts';
import { followOrdersApi } from './api/follow-orders.ts';
import { getMailOrderApi } from './api/mail-order.ts';
import { cancelOrderApi, payOrderApi } from './api/own-order-actions.ts';
import { placeOrderApi } from './api/place-order.ts';
import { getOrderApi, getTimelineApi, listMyOrdersApi, listOrdersApi } from './api/read-own-orders.ts';
import type { Context } from './context.ts';
import { subscriptions } from './events/subscriptions.ts';

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
  exportTimelineApi,
  listStaffActionsApi,
  exportStaffActionsApi,
  shipOrderApi,
  deliverOrderApi,
  cancelAnyOrderApi,
  refundOrderApi,
  listOrderNotesApi,
  addOrderNoteApi,
  listCustomerNotesApi,
  addCustomerNoteApi,
  listStuckOrdersApi,
  getOrderDiagnosisApi,
  getMailOrderApi,
];

export function mount(app: Express, context: Context): void {
  mountConsumer(app, context, subscriptions, createSourcePositions(context.database, context.logger));
  mountRoutes(
    app,
    routes.map((bind) => bind(context)),
    context.verify,
  );
}
