/** What the inventory service serves: its published events for consumers, and its public routes. */
import { publishedEventsRoute } from '@mambogo/messaging/outbox/published-events.ts';
import { type BoundRoute, mountRoutes } from '@mambogo/service/http/route-handler.ts';
import type { Express } from 'express';
import { addEntryApi } from './api/add-entry.ts';
import { listEntriesApi } from './api/list-entries.ts';
import type { Context } from './context.ts';

const routes: readonly ((context: Context) => BoundRoute)[] = [
  listEntriesApi,
  addEntryApi,
  ({ database }) => publishedEventsRoute(database),
];

export function mount(app: Express, context: Context): void {
  mountRoutes(
    app,
    routes.map((bind) => bind(context)),
    context.verify,
  );
}
