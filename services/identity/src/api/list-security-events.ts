/** GET /api/v1/admin/security-events: newest first. */
import { listSecurityEvents } from '@mambogo/contracts/api/security-events.ts';
import { decodeCursor, encodeCursor } from '@mambogo/service/http/cursor.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import { z } from 'zod';
import type { Context } from '../context.ts';

export const listSecurityEventsApi = ({ securityEventLog }: Context) =>
  handleRoute(listSecurityEvents, async ({ query: { cursor, size, ...filter } }) => {
    const before = cursor ? decodeCursor(cursor, z.uuid()) : undefined;
    const rows = await securityEventLog.list({ ...filter, before, limit: size + 1 });
    const items = rows.slice(0, size);
    const last = items.at(-1);
    return {
      status: 200,
      body: { items, next: rows.length > size && last ? encodeCursor(last.id) : undefined },
      headers: { 'cache-control': 'no-store' },
    };
  });
