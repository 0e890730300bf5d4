/**
 * What of a client's headers travels on: a list of what is known to be harmless, so that nothing a sidecar or a service
 * understands as an order can come from outside (dapr-app-id, x-forwarded-*, x-user-*, grpc-*, traceparent ...). The
 * address and the trace are ours.
 */
import type { IncomingMessage } from 'node:http';
import type { Target } from '../pipeline/route-table.ts';
import { asUtf8 } from './header-text.ts';

const forwardedHeaders = new Set([
  'accept',
  'accept-language',
  'cache-control',
  'content-encoding',
  'content-type',
  'cookie',
  'idempotency-key',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'last-event-id',
  'origin',
  'referer',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'sec-fetch-user',
  'user-agent',
]);
/** Payment providers sign their callbacks, each under a name of its own. */
const signature = /^[a-z0-9-]+-signature$/;

export interface Origin {
  readonly publicUrl: URL;
  readonly client: string | undefined;
  readonly traceparent: string | undefined;
  readonly owner: Target['owner'];
  /** Undefined: nothing that came as a body is passed on. */
  readonly body: Buffer | undefined;
}

export function requestHeaders(
  { headers }: Pick<IncomingMessage, 'headers'>,
  { publicUrl, client, traceparent, owner, body }: Origin,
): Record<string, string | string[]> {
  const sent: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers))
    if (typeof value === 'string' && (forwardedHeaders.has(name) || signature.test(name))) sent[name] = asUtf8(value);
  if (body) sent['content-length'] = String(body.length);
  else for (const name of ['content-type', 'content-encoding']) delete sent[name];
  if (owner !== 'identity' && sent.cookie) removeSessionCookie(sent);
  // Bearer alone: a sidecar reads an app id out of Basic credentials and would call that one instead.
  const { authorization = '' } = headers;
  if (/^bearer /i.test(authorization)) sent.authorization = asUtf8(authorization);
  sent['x-forwarded-proto'] = publicUrl.protocol.slice(0, -1);
  sent['x-forwarded-host'] = publicUrl.host;
  if (client) sent['x-forwarded-for'] = client;
  if (traceparent) sent.traceparent = traceparent;
  return sent;
}

/** On https identity's session cookie is of every path (`__Host-`); nobody else has use for it. */
const sessionCookie = '__Host-mambogo_session';

function removeSessionCookie(sent: Record<string, string | string[]>): void {
  const cookies = String(sent.cookie);
  if (!cookies.includes(sessionCookie)) return;
  const others = cookies.split('; ').filter((one) => !one.startsWith(sessionCookie));
  if (others.length > 0) sent.cookie = others.join('; ');
  else delete sent.cookie;
}
