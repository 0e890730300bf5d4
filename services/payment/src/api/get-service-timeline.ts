/** GET /internal/timeline/{id}: the events of an order's payment, for the order service's timeline. */
import { getServiceTimeline, type ServiceTimeline, timelineEntry } from '@mambogo/contracts/api/internal-timeline.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import type { PaymentEventRow } from '../store/entities.ts';

const findEvents = `select type, version, actor, correlation_id as "correlationId", causation_id as "causationId", cause,
  trace_id as "traceId", data, at from payment_event where order_id = $1 order by version`;

export const getServiceTimelineApi = ({ name, reads }: Pick<Context, 'name' | 'reads'>) =>
  handleRoute(getServiceTimeline, async ({ params: { id: orderId }, request }) => {
    const rows = await reads.mayBeStale(request, (db) =>
      db.query<Omit<PaymentEventRow, 'orderId' | 'hash' | 'prevHash'>[]>(findEvents, [orderId]),
    );
    const entries = rows.map(({ at, type, version, actor, correlationId, causationId, cause, traceId, data }) =>
      timelineEntry({
        at: at.toISOString(),
        service: name,
        type: `payment.${type}`,
        version,
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
