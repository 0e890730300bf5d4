/** GET /admin/inventory/{productId}/movements: newest first. */
import { listMovements } from '@mambogo/contracts/api/inventory.ts';
import { decodeCursor, encodeCursor } from '@mambogo/service/http/cursor.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { MovementEntity, type MovementRow } from '../store/entities.ts';

export const listMovementsApi = ({ reads }: Context) =>
  handleRoute(listMovements, async ({ params: { productId }, query: { cursor, size }, request }) => {
    const rows = await reads.mayBeStale(request, (manager) => {
      const find = manager
        .createQueryBuilder(MovementEntity, 'm')
        .where('m.productId = :productId', { productId })
        .orderBy('m.id', 'DESC')
        .limit(size + 1);
      if (cursor) find.andWhere('m.id < :before', { before: decodeCursor(cursor, z.string().regex(/^\d{1,19}$/)) });
      return find.getMany();
    });
    const page = rows.slice(0, size);
    const last = page.at(-1);
    return {
      status: 200,
      body: { items: page.map(toMovement), next: rows.length > size && last ? encodeCursor(last.id) : undefined },
    };
  });

const toMovement = ({ id, productId, type, quantity, orderId, reference, reason, actor, at }: MovementRow) => ({
  id,
  productId,
  type,
  quantity,
  orderId: orderId ?? undefined,
  reference: reference ?? undefined,
  reason: reason ?? undefined,
  actor,
  at: at.toISOString(),
});
