/**
 * Internal routes with which invariant monitors compare data of two services: published events, and products. A consumer
 * compares its publishers' events with its own inbox; inventory compares the catalogue with its own stock rows. Responses have
 * only ids, types and ages, in pages (docs/decisions/0049).
 */
import { z } from 'zod';
import { ProductId } from '../ids.ts';
import { internalRoute } from '../route.ts';

/** Minutes after which the other service must have caught up. */
export const comparisonDelayMinutes = {
  /** From the publication of an event to its row in the inbox, or among the dead letters, of each consumer. */
  eventHandled: 15,
  /** From a product in the catalogue to its stock row, and vice versa. */
  stockRow: 15,
} as const;

/** Rows per page, before filtering. */
export const comparisonPageSize = 1_000;

const Seconds = z.coerce.number().int().min(0);
const age = z.number().meta({ description: 'age in seconds, by the clock of the responding service' });

export const PublishedEventsQuery = z.object({
  /** CloudEvents types, separated by commas; events of other types are omitted. */
  types: z.string().min(1).max(4_000),
  /** Published at least this many seconds ago. */
  olderThan: Seconds,
  /** Published at most this many seconds ago; used only without `after`. */
  within: Seconds,
  /** The position of the previous page. */
  after: z
    .string()
    .regex(/^\d{1,19}\.\d{1,19}$/)
    .optional(),
});
export type PublishedEventsQuery = z.infer<typeof PublishedEventsQuery>;

export const PublishedEvents = z.object({
  items: z.array(z.object({ id: z.string(), type: z.string(), subject: z.string(), age })),
  /** The end of this page; absent if there were no events of any type. */
  position: z.string().optional(),
  /** Whether there may be more. */
  full: z.boolean(),
});
export type PublishedEvents = z.infer<typeof PublishedEvents>;

export const listPublishedEvents = internalRoute({
  id: 'listPublishedEvents',
  method: 'GET',
  path: '/internal/published-events',
  summary: 'List the events published by this service, in order of publication',
  query: PublishedEventsQuery,
  responses: { 200: PublishedEvents },
});

export const CatalogueIds = z.object({
  items: z.array(z.object({ id: ProductId, offered: z.boolean(), age })),
  full: z.boolean(),
});
export type CatalogueIds = z.infer<typeof CatalogueIds>;

export const listCatalogueIds = internalRoute({
  id: 'listCatalogueIds',
  method: 'GET',
  path: '/internal/catalogue-ids',
  summary: 'List the ids of all products, and whether they are offered',
  query: z.object({ after: ProductId.optional() }),
  responses: { 200: CatalogueIds },
});
