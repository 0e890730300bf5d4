/** GET /internal/timeline/{id}: the events of an order's payment, for the order service's timeline. */
import { type ServiceTimeline, serviceTimelinePath } from '@mambogo/contracts/api/timeline.ts';
import { OrderId } from '@mambogo/contracts/ids.ts';
import type { Express } from 'express';
import type { Context } from '../context.ts';
import { PaymentEventEntity } from '../store/entities.ts';

export function mountTimeline(app: Express, { name, database }: Pick<Context, 'name' | 'database'>): void {
  app.get(serviceTimelinePath.replace('{id}', ':id'), async (request, response) => {
    const orderId = OrderId.parse(request.params.id);
    const rows = await database.manager.find(PaymentEventEntity, { where: { orderId }, order: { version: 'ASC' } });
    const entries = rows.map(({ at, type, version, actor, correlationId, causationId, data }) => ({
      at: at.toISOString(),
      service: name,
      type: `payment.${type}`,
      version,
      actor,
      correlationId,
      causationId: causationId ?? undefined,
      data,
    }));
    response.json({ entries } satisfies ServiceTimeline);
  });
}
