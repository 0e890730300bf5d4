/** The page of a trace, if the shop has pages of traces. */
import type { Settings } from '../settings.ts';

export const traceUrlOf = (
  { TRACE_PAGE: page }: Pick<Settings, 'TRACE_PAGE'>,
  traceId: string | undefined,
): { traceUrl?: string } => (page && traceId ? { traceUrl: page.replaceAll('{traceId}', traceId) } : {});
