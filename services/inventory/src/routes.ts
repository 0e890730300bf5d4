/** What the inventory service serves: the topics it consumes, the timeline for order, and its public routes. */

import { staffActionsRoute } from '@mambogo/messaging/audit/staff-action-route.ts';
import { createSourcePositions } from '@mambogo/messaging/inbox/source-positions.ts';
import { mountConsumer } from '@mambogo/messaging/mount-consumer.ts';
import { type BoundRoute, mountRoutes } from '@mambogo/service/http/route-handler.ts';
import type { Express } from 'express';
import { adjustStockApi } from './api/adjust-stock.ts';
import { announceDeliveryApi } from './api/announce-delivery.ts';
import { getServiceTimelineApi } from './api/get-service-timeline.ts';
import { getStockApi } from './api/get-stock.ts';
import { listMovementsApi } from './api/list-movements.ts';
import { listStockApi } from './api/list-stock.ts';
import { receiveStockApi } from './api/receive-stock.ts';
import type { Context } from './context.ts';
import { subscriptions } from './events/subscriptions.ts';
import { staffActionSource } from './store/staff-actions.ts';

const routes: readonly ((context: Context) => BoundRoute)[] = [
  getStockApi,
  listStockApi,
  listMovementsApi,
  receiveStockApi,
  adjustStockApi,
  announceDeliveryApi,
  getServiceTimelineApi,
  ({ name, reads }: Context) => staffActionsRoute(name, reads, [staffActionSource]),
];

export function mount(app: Express, context: Context): void {
  mountConsumer(app, context, subscriptions, createSourcePositions(context.database, context.logger));
  mountRoutes(
    app,
    routes.map((bind) => bind(context)),
    context.verify,
  );
}
