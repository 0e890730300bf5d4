/** GET /internal/timeline/{id}: the stock entries of an order's timeline, for the order service. */
import { getServiceTimeline, type ServiceTimeline, timelineEntry } from '@mambogo/contracts/api/internal-timeline.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { MovementEntity, ReservationEntity, type ReservationRow } from '../store/entities.ts';

export const getServiceTimelineApi = ({ name, database }: Context) =>
  handleRoute(getServiceTimeline, async ({ params: { id: orderId } }) => {
    const rows = await database.manager.find(MovementEntity, { where: { orderId }, order: { id: 'ASC' } });
    const rejected = await database.manager.findOneBy(ReservationEntity, { orderId, status: 'REJECTED' });
    const movements = rows.map(({ at, type, productId, quantity, actor, correlationId, causationId, cause, traceId }) =>
      timelineEntry({
        at: at.toISOString(),
        service: name,
        type: `stock.${type}`,
        actor,
        correlationId,
        causationId: causationId ?? undefined,
        cause: cause ?? undefined,
        traceId: traceId ?? undefined,
        data: { productId, quantity },
      }),
    );
    const entries = rejected ? [toRejection(name, rejected), ...movements] : movements;
    return { status: 200, body: { entries } satisfies ServiceTimeline };
  });

/** A rejected order has no movements, so its entry comes from the reservation. */
const toRejection = (service: string, { orderId, shortages, createdAt }: ReservationRow) =>
  timelineEntry({
    at: createdAt.toISOString(),
    service,
    type: 'stock.rejected',
    actor: `service:${service}`,
    correlationId: orderId,
    causationId: undefined,
    data: { shortages },
  });
