/**
 * Upstream headers sent to the client: all but hop-by-hop headers, those of sidecars, and those the gateway has set itself
 * (security, CORS, trace). Identity's and web's pages bring their own content-security-policy; web's pages also decide who may
 * frame them and what they may open.
 */
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { reportingDirectives } from '../browsers/security-headers.ts';
import type { Target } from '../pipeline/route-table.ts';

const droppedHeaders = new Set([
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

const policy = 'content-security-policy';
const pageHeaders = new Set([
  policy,
  'cross-origin-opener-policy',
  'referrer-policy',
  'reporting-endpoints',
  'x-frame-options',
]);

/** Headers of the gateway that an upstream may override. */
const overridableHeaders: Readonly<Partial<Record<Target['owner'], ReadonlySet<string>>>> = {
  web: pageHeaders,
  identity: new Set([policy]),
};

export function responseHeaders(
  upstreamHeaders: IncomingHttpHeaders,
  ownHeaders: OutgoingHttpHeaders,
  owner: Target['owner'],
): Record<string, string | string[]> {
  const sent: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(upstreamHeaders)) {
    if (value === undefined || droppedHeaders.has(name)) continue;
    if (name.startsWith('dapr-') || name.startsWith('access-control-')) continue;
    if (ownHeaders[name] !== undefined && !overridableHeaders[owner]?.has(name)) continue;
    sent[name] = value;
  }
  if (typeof sent[policy] === 'string' && !sent[policy].includes('report-uri'))
    sent[policy] = [sent[policy], ...reportingDirectives].join('; ');
  const vary = [ownHeaders.vary, upstreamHeaders.vary].filter((value) => value !== undefined).join(', ');
  if (vary) sent.vary = vary;
  return sent;
}
