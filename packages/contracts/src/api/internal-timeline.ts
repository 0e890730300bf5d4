/** Timeline entries of one order, which the order service requests from payment and inventory. */
import { z } from 'zod';
import { OrderId } from '../ids.ts';
import type { WithoutPersonal } from '../personal.ts';
import { internalRoute } from '../route.ts';
import { TimelineEntry } from './orders.ts';

export const ServiceTimeline = z.object({ entries: z.array(TimelineEntry) });
export type ServiceTimeline = z.infer<typeof ServiceTimeline>;

export const getServiceTimeline = internalRoute({
  id: 'getServiceTimeline',
  method: 'GET',
  path: '/internal/timeline/{id}',
  summary: "List this service's entries in an order's timeline; none if it does not know the order",
  params: z.object({ id: OrderId }),
  responses: { 200: ServiceTimeline },
});

/** An entry, which must not contain personal data: `data` is stored and returned as it is. */
export const timelineEntry = <E extends TimelineEntry>(entry: E & WithoutPersonal<E>): TimelineEntry => entry;
