/**
 * Headers forwarded to a service: an allow list, so that nothing a sidecar or a service would act on can come from outside
 * (dapr-app-id, x-forwarded-*, x-user-*, grpc-*, traceparent ...). The gateway sets the client address itself, its sidecar client the trace.
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
/** Payment providers sign their callbacks, each with a header of its own name. */
const signature = /^[a-z0-9-]+-signature$/;

export interface Origin {
  readonly publicUrl: URL;
  readonly client: string | undefined;
  readonly owner: Target['owner'];
  /** Undefined: no body is forwarded. */
  readonly body: Buffer | undefined;
}

export function requestHeaders(
  { headers }: Pick<IncomingMessage, 'headers'>,
  { publicUrl, client, owner, body }: Origin,
): Record<string, string | string[]> {
  const sent: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers))
    if (typeof value === 'string' && (forwardedHeaders.has(name) || signature.test(name))) sent[name] = asUtf8(value);
  if (body) sent['content-length'] = String(body.length);
  else for (const name of ['content-type', 'content-encoding']) delete sent[name];
  if (owner !== 'identity' && sent.cookie) removeSessionCookie(sent);
  // Bearer only: a sidecar reads an app id out of Basic credentials and would call that app instead.
  const { authorization = '' } = headers;
  if (/^bearer /i.test(authorization)) sent.authorization = asUtf8(authorization);
  sent['x-forwarded-proto'] = publicUrl.protocol.slice(0, -1);
  sent['x-forwarded-host'] = publicUrl.host;
  if (client) sent['x-forwarded-for'] = client;
  return sent;
}

/** Over https identity's session cookie is sent on every path (`__Host-`); only identity needs it. */
const sessionCookie = '__Host-mambogo_session';

function removeSessionCookie(sent: Record<string, string | string[]>): void {
  const cookies = String(sent.cookie);
  if (!cookies.includes(sessionCookie)) return;
  const others = cookies.split('; ').filter((cookie) => !cookie.startsWith(sessionCookie));
  if (others.length > 0) sent.cookie = others.join('; ');
  else delete sent.cookie;
}
