/** GET /internal/timeline/{id}: the stock entries of an order's timeline, for the order service. */
import { getServiceTimeline, type ServiceTimeline, timelineEntry } from '@mambogo/contracts/api/internal-timeline.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import type { MovementRow } from '../store/entities.ts';

interface Row extends Pick<MovementRow, 'at' | 'actor' | 'correlationId' | 'causationId' | 'cause' | 'traceId'> {
  readonly type: MovementRow['type'] | 'rejected';
  readonly data: Readonly<Record<string, unknown>>;
}

/** A rejected order has no movements, so its entry comes from the reservation. $2: the service itself. */
const findEntries = `
  select 0 as id, 'rejected' as type, created_at as at, $2::text as actor, order_id::text as "correlationId",
    null as "causationId", null as cause, null as "traceId", jsonb_build_object('shortages', shortages) as data
  from reservation where order_id = $1 and status = 'REJECTED'
  union all
  select id, type, at, actor, correlation_id, causation_id, cause, trace_id,
    jsonb_build_object('productId', product_id, 'quantity', quantity)
  from stock_movement where order_id = $1
  order by id`;

export const getServiceTimelineApi = ({ name, reads }: Pick<Context, 'name' | 'reads'>) =>
  handleRoute(getServiceTimeline, async ({ params: { id }, request }) => {
    const rows = await reads.mayBeStale(request, (db) => db.query<Row[]>(findEntries, [id, `service:${name}`]));
    const entries = rows.map(({ at, type, actor, correlationId, causationId, cause, traceId, data }) =>
      timelineEntry({
        at: at.toISOString(),
        service: name,
        type: `stock.${type}`,
        actor,
        correlationId,
        causationId: causationId ?? undefined,
        cause: cause ?? undefined,
        traceId: traceId ?? undefined,
        data,
      }),
    );
    return { status: 200, body: { entries } satisfies ServiceTimeline };
  });
