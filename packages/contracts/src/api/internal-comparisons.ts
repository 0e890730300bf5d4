/**
 * What services tell each other so that their standing watches can compare two books: which events were published, and which
 * products there are. A consumer asks whoever publishes what it reacts to, and looks into its own inbox; inventory asks the
 * catalogue, and looks into its own stock rows. Only ids, types and ages travel, a page at a time (docs/decisions/0049).
 */
import { z } from 'zod';
import { ProductId } from '../ids.ts';
import { internalRoute } from '../route.ts';

/** Minutes until the other side must have followed. */
export const comparisonDelayMinutes = {
  /** From the publication of an event to its row in the inbox, or among the dead letters, of each consumer. */
  eventHandled: 15,
  /** From a product in the catalogue to its stock row, and the reverse. */
  stockRow: 15,
} as const;

/** Rows that a page is made from. */
export const comparisonPageSize = 1_000;

const Seconds = z.coerce.number().int().min(0);
const age = z.number().meta({ description: 'seconds since then, by the clock of who answers' });

export const PublishedEventsQuery = z.object({
  /** CloudEvents types, separated by commas; events of other types are left out. */
  types: z.string().min(1).max(4_000),
  /** Published at least so many seconds ago. */
  olderThan: Seconds,
  /** Published at most so many seconds ago; counts only where there is no position to go on from. */
  within: Seconds,
  /** Where the page before ended. */
  after: z
    .string()
    .regex(/^\d{1,19}\.\d{1,19}$/)
    .optional(),
});
export type PublishedEventsQuery = z.infer<typeof PublishedEventsQuery>;

export const PublishedEvents = z.object({
  items: z.array(z.object({ id: z.string(), type: z.string(), subject: z.string(), age })),
  /** Where this page ends; absent: there was nothing, of any type. */
  position: z.string().optional(),
  /** There may be more. */
  full: z.boolean(),
});
export type PublishedEvents = z.infer<typeof PublishedEvents>;

export const listPublishedEvents = internalRoute({
  id: 'listPublishedEvents',
  method: 'GET',
  path: '/internal/published-events',
  summary: 'Which events this service published, in the order of their publication',
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
  summary: 'Which products there are, by their ids, and whether they are offered',
  query: z.object({ after: ProductId.optional() }),
  responses: { 200: CatalogueIds },
});
