/** GET /internal/timeline/{id}: the events of an order's payment, for the order service's timeline. */
import { getServiceTimeline, type ServiceTimeline, timelineEntry } from '@mambogo/contracts/api/internal-timeline.ts';
import type { OrderId } from '@mambogo/contracts/ids.ts';
import { handleRoute, mountRoutes } from '@mambogo/service/http/route-handler.ts';
import type { Express } from 'express';
import type { Context } from '../context.ts';
import { PaymentEventEntity } from '../store/entities.ts';

export function mountTimeline(
  app: Express,
  { name, database, verify }: Pick<Context, 'name' | 'database' | 'verify'>,
): void {
  const entriesOf = async (orderId: OrderId) => {
    const rows = await database.manager.find(PaymentEventEntity, { where: { orderId }, order: { version: 'ASC' } });
    const entries = rows.map(({ at, type, version, actor, correlationId, causationId, data }) =>
      timelineEntry({
        at: at.toISOString(),
        service: name,
        type: `payment.${type}`,
        version,
        actor,
        correlationId,
        causationId: causationId ?? undefined,
        data,
      }),
    );
    return entries;
  };
  const route = handleRoute(getServiceTimeline, async ({ params }) => ({
    status: 200,
    body: { entries: await entriesOf(params.id) } satisfies ServiceTimeline,
  }));
  mountRoutes(app, [route], verify);
}
