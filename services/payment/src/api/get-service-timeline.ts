/** GET /internal/timeline/{id}: the events of an order's payment, for the order service's timeline. */
import { getServiceTimeline, type ServiceTimeline, timelineEntry } from '@mambogo/contracts/api/internal-timeline.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { PaymentEventEntity } from '../store/entities.ts';

export const getServiceTimelineApi = ({ name, database }: Pick<Context, 'name' | 'database'>) =>
  handleRoute(getServiceTimeline, async ({ params: { id: orderId } }) => {
    const rows = await database.manager.find(PaymentEventEntity, { where: { orderId }, order: { version: 'ASC' } });
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
