/** GET /api/v1/admin/staff-actions and .../export: what staff did in all services, newest first. */
import {
  exportStaffActions,
  listStaffActions,
  maxExportedActions,
  type StaffAction,
} from '@mambogo/contracts/api/staff-actions.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { Time } from '@mambogo/contracts/time.ts';
import { decodeCursor, encodeCursor } from '@mambogo/service/http/cursor.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { sendExport } from './export-file.ts';
import { type ActionPosition, mergeStaffActions } from './merge-staff-actions.ts';

const Position = z.tuple([Time, z.string().max(200)]);

export const listStaffActionsApi = (context: Context) =>
  handleRoute(listStaffActions, async ({ query: { cursor, size, ...wanted } }) => {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, Position);
    const { items, unavailable, next } = await mergeStaffActions(context, wanted, size, after);
    return {
      status: 200,
      body: { items: [...items], unavailable: [...unavailable], ...(next ? { next: encodeCursor([...next]) } : {}) },
    };
  });

const columns = [
  ...(['at', 'service', 'type', 'kind', 'subject', 'actor', 'cause', 'traceId', 'traceUrl', 'id', 'data'] as const),
];

export const exportStaffActionsApi = (context: Context) =>
  handleRoute(exportStaffActions, async ({ query: { format, ...wanted }, response }) => {
    const actions: StaffAction[] = [];
    let after: ActionPosition | undefined;
    do {
      const page = await mergeStaffActions(context, wanted, limits.pageSize.max, after);
      // A file that lacks a service would look complete.
      if (page.unavailable.length > 0)
        throw new Problem('upstream-unavailable', `${page.unavailable.join(', ')} did not respond: try again later`);
      actions.push(...page.items);
      after = page.next;
    } while (after && actions.length < maxExportedActions);
    sendExport(response, { name: 'staff-actions', format, entries: actions.slice(0, maxExportedActions), columns });
    return undefined;
  });
