/** What the pricing service serves: quotes, the rules of merchants, and what it published and staff did, for its peers. */
import { staffActionSources } from '@mambogo/messaging/audit/staff-action-log.ts';
import { staffActionsRoute } from '@mambogo/messaging/audit/staff-action-route.ts';
import { publishedEventsRoute } from '@mambogo/messaging/outbox/published-events.ts';
import { type BoundRoute, mountRoutes } from '@mambogo/service/http/route-handler.ts';
import type { Express } from 'express';
import { priceTermsApi, quoteOrderApi, quotePricesApi } from './api/quote.ts';
import { ruleRoutes } from './api/rules.ts';
import type { Context } from './context.ts';

export const routesOf = (context: Context): BoundRoute[] => [
  priceTermsApi(context),
  quoteOrderApi(context),
  quotePricesApi(context),
  ...ruleRoutes(context),
  publishedEventsRoute(context.database),
  staffActionsRoute(context.name, context.reads, staffActionSources(context.name, 'postgres', { pricing: 'pricing.' })),
];

export function mount(app: Express, context: Context): void {
  mountRoutes(app, routesOf(context), context.verify);
}
