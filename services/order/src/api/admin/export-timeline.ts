/** GET /api/v1/admin/orders/{id}/timeline/export: the timeline of an order as a file. */
import { Readable } from 'node:stream';
import { exportTimeline } from '@mambogo/contracts/api/admin-orders.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../../context.ts';
import { timelineForMerchant } from '../timeline.ts';
import { sendExport } from './export-file.ts';

const columns = [
  ...(['at', 'service', 'type', 'version', 'actor', 'role', 'cause', 'causationId', 'correlationId'] as const),
  ...(['traceId', 'traceUrl', 'data'] as const),
];

export const exportTimelineApi = (context: Context) =>
  handleRoute(exportTimeline, async ({ params: { id }, query: { format }, request, response }) => {
    const pages = Readable.from([await timelineForMerchant(context, request, id)]);
    await sendExport(response, { name: `order-${id}`, format, pages, columns });
    return undefined;
  });
