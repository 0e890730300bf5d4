/**
 * What of a client's headers travels on: a list of what is known to be harmless, so that nothing a sidecar or a service
 * understands as an order can come from outside (dapr-app-id, x-forwarded-*, x-user-*, grpc-*, traceparent ...). The
 * address and the trace are ours.
 */
import type { IncomingMessage } from 'node:http';

const passed = new Set([
  'accept',
  'accept-language',
  'cache-control',
  'content-encoding',
  'content-length',
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
  readonly hasBody: boolean;
}

export function requestHeaders(
  { headers }: Pick<IncomingMessage, 'headers'>,
  { publicUrl, client, traceparent, hasBody }: Origin,
): Record<string, string | string[]> {
  const sent: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && (passed.has(name) || signature.test(name))) sent[name] = value;
  if (!hasBody) for (const name of ['content-length', 'content-type', 'content-encoding']) delete sent[name];
  // Bearer alone: a sidecar reads an app id out of Basic credentials and would call that one instead.
  if (headers.authorization?.startsWith('Bearer ')) sent.authorization = headers.authorization;
  sent['x-forwarded-proto'] = publicUrl.protocol.slice(0, -1);
  sent['x-forwarded-host'] = publicUrl.host;
  if (client) sent['x-forwarded-for'] = client;
  if (traceparent) sent.traceparent = traceparent;
  return sent;
}
