/** GET /internal/timeline/{id}: what happened to an order's stock, for the order service's timeline. */
import { type ServiceTimeline, serviceTimelinePath } from '@mambogo/contracts/api/timeline.ts';
import { OrderId } from '@mambogo/contracts/ids.ts';
import type { Express } from 'express';
import type { Context } from '../context.ts';
import { MovementEntity } from '../store/entities.ts';

export function mountTimeline(app: Express, { name, database }: Context): void {
  app.get(serviceTimelinePath.replace('{id}', ':id'), async (request, response) => {
    const orderId = OrderId.parse(request.params.id);
    const rows = await database.manager.find(MovementEntity, { where: { orderId }, order: { id: 'ASC' } });
    const entries = rows.map(({ at, type, productId, quantity, actor, correlationId, causationId }) => ({
      at: at.toISOString(),
      service: name,
      type: `stock.${type}`,
      actor,
      correlationId,
      causationId: causationId ?? undefined,
      data: { productId, quantity },
    }));
    response.json({ entries } satisfies ServiceTimeline);
  });
}
