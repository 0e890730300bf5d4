/** Timeline entries of one order, which the order service requests from payment and inventory. Internal: not routed. */
import { z } from 'zod';
import { TimelineEntry } from './orders.ts';

/** GET; the order id replaces `{id}`. Returns a `ServiceTimeline`, empty if the service does not know the order. */
export const serviceTimelinePath = '/internal/timeline/{id}';

export const ServiceTimeline = z.object({ entries: z.array(TimelineEntry) });
export type ServiceTimeline = z.infer<typeof ServiceTimeline>;
