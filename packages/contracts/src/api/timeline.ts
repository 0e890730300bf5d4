/** What the order service asks payment and inventory for one order's timeline. Internal: the gateway never routes it. */
import { z } from 'zod';
import { TimelineEntry } from './orders.ts';

/** GET; the order id replaces `{id}`. Answers `ServiceTimeline`, empty when the service knows nothing of the order. */
export const serviceTimelinePath = '/internal/timeline/{id}';

export const ServiceTimeline = z.object({ entries: z.array(TimelineEntry) });
export type ServiceTimeline = z.infer<typeof ServiceTimeline>;
