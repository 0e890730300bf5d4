/** GET /api/v1/admin/staff-actions and .../export: what staff did in all services, newest first. */
import { exportStaffActions, listStaffActions, maxExportedActions } from '@mambogo/contracts/api/staff-actions.ts';
import { Time } from '@mambogo/contracts/time.ts';
import { decodeCursor, encodeCursor } from '@mambogo/service/http/cursor.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { allStaffActions } from './all-staff-actions.ts';
import { sendLongExport } from './export-file.ts';
import { mergeStaffActions } from './merge-staff-actions.ts';

const Position = z.tuple([Time, z.string().max(200)]);

export const listStaffActionsApi = (context: Context) =>
  handleRoute(listStaffActions, async ({ query: { cursor, size, ...wanted }, request }) => {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, Position);
    const { items, unavailable, next } = await mergeStaffActions(context, request, wanted, size, after);
    return {
      status: 200,
      body: { items: [...items], unavailable: [...unavailable], ...(next ? { next: encodeCursor([...next]) } : {}) },
    };
  });

const columns = [
  ...(['at', 'service', 'type', 'kind', 'subject', 'actor', 'cause', 'traceId', 'traceUrl', 'id', 'data'] as const),
];

export const exportStaffActionsApi = (context: Context) =>
  handleRoute(exportStaffActions, async ({ query: { format, ...wanted }, request, response }) => {
    const pages = allStaffActions(context, request, wanted, maxExportedActions);
    await sendLongExport(response, { name: 'staff-actions', format, pages, columns });
    return undefined;
  });
