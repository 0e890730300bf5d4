/**
 * What of a peer's headers reaches the client: all but those of a single hop, of the sidecars, and of what the edge has
 * already said itself (security, CORS, trace). A page's own content-security-policy is better than the edge's.
 */
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

const kept = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'date',
  'server',
  'x-powered-by',
  'strict-transport-security',
  'traceparent',
  'tracestate',
  'vary',
]);

export function answerHeaders(
  theirs: IncomingHttpHeaders,
  ours: OutgoingHttpHeaders,
): Record<string, string | string[]> {
  const sent: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(theirs)) {
    if (value === undefined || kept.has(name)) continue;
    if (name.startsWith('dapr-') || name.startsWith('access-control-')) continue;
    if (ours[name] !== undefined && name !== 'content-security-policy') continue;
    sent[name] = value;
  }
  const vary = [ours.vary, theirs.vary].filter((value) => value !== undefined).join(', ');
  if (vary) sent.vary = vary;
  return sent;
}
