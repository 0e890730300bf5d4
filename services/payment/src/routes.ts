/** What the payment service serves: the topics it consumes, the timeline for order, its public routes and the provider's callback. */
import { createSourcePositions } from '@mambogo/messaging/inbox/source-positions.ts';
import { mountConsumer } from '@mambogo/messaging/mount-consumer.ts';
import { type BoundRoute, mountRoutes } from '@mambogo/service/http/route-handler.ts';
import type { Express } from 'express';
import { getPaymentApi } from './api/get-payment.ts';
import { getPaymentProviderApi } from './api/get-payment-provider.ts';
import { getServiceTimelineApi } from './api/get-service-timeline.ts';
import { paymentCallbackApi } from './api/payment-callback.ts';
import type { Context } from './context.ts';
import { subscriptions } from './events/subscriptions.ts';

/** `provider` comes before `{orderId}`, which would match it. */
const routes: readonly ((context: Context) => BoundRoute)[] = [
  getPaymentProviderApi,
  getPaymentApi,
  paymentCallbackApi,
  getServiceTimelineApi,
];

export function mount(app: Express, context: Context): void {
  mountConsumer<Context>(app, context, subscriptions, createSourcePositions(context.database, context.logger));
  mountRoutes(
    app,
    routes.map((bind) => bind(context)),
    context.verify,
  );
}
