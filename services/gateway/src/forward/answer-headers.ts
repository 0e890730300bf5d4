/**
 * What of a peer's headers reaches the client: all but those of a single hop, of the sidecars, and of what the edge has
 * already said itself (security, CORS, trace). Whoever makes a page knows best what it needs: identity's and web's pages
 * bring their own content-security-policy, and web's also say who may frame them and what they may open.
 */
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { reportTo } from '../browsers/security-headers.ts';
import type { Target } from '../edge/route-table.ts';

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

const policy = 'content-security-policy';
const ofPages = new Set([
  policy,
  'cross-origin-opener-policy',
  'referrer-policy',
  'reporting-endpoints',
  'x-frame-options',
]);

/** Headers of ours that others may replace. */
const left: Readonly<Partial<Record<Target['owner'], ReadonlySet<string>>>> = {
  web: ofPages,
  identity: new Set([policy]),
};

export function answerHeaders(
  theirs: IncomingHttpHeaders,
  ours: OutgoingHttpHeaders,
  owner: Target['owner'],
): Record<string, string | string[]> {
  const sent: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(theirs)) {
    if (value === undefined || kept.has(name)) continue;
    if (name.startsWith('dapr-') || name.startsWith('access-control-')) continue;
    if (ours[name] !== undefined && !left[owner]?.has(name)) continue;
    sent[name] = value;
  }
  if (typeof sent[policy] === 'string' && !sent[policy].includes('report-uri'))
    sent[policy] = [sent[policy], ...reportTo].join('; ');
  const vary = [ours.vary, theirs.vary].filter((value) => value !== undefined).join(', ');
  if (vary) sent.vary = vary;
  return sent;
}
