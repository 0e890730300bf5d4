/**
 * One request to a shop's public URL, as a shopper would make it: at the address of its ingress, or at whatever its host resolves
 * to from here. Who answers is known by a header that every gateway sends and nothing that stands before it does.
 */
import { request as requestPlain } from 'node:http';
import { request as requestEncrypted } from 'node:https';

/** `nobody`: no answer came, which says nothing where public addresses can't be reached from inside the cluster. */
export type ProbeResult =
  | { readonly from: 'gateway' }
  | { readonly from: 'other'; readonly status: number; readonly location?: string }
  | { readonly from: 'nobody'; readonly reason: string };

/** Milliseconds for a whole answer. */
const timeoutMs = 5_000;
/** Below `/api`, where there is nothing: the gateway itself says so, whatever its services do. */
const probePath = '/api/';

/** @param address `host` or `host:port` to connect to instead of the URL's own */
export function probePublicUrl(publicUrl: string, address?: string): Promise<ProbeResult> {
  const url = new URL(publicUrl);
  const encrypted = url.protocol === 'https:';
  const target = new URL(`${url.protocol}//${address ?? url.host}`);
  const options = {
    host: target.hostname.replace(/^\[|\]$/g, ''),
    port: target.port || (encrypted ? 443 : 80),
    path: probePath,
    headers: { host: url.host, 'user-agent': 'mambogo-operator' },
    agent: false,
    signal: AbortSignal.timeout(timeoutMs),
  } as const;
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve({ from: 'nobody', reason: errorCodeOf(error) });
    // Who issued the certificate is for browsers to judge, and no secret is sent.
    const request = encrypted
      ? requestEncrypted({ ...options, servername: url.hostname, rejectUnauthorized: false })
      : requestPlain(options);
    request
      .once('error', fail)
      .once('response', (response) => {
        response.once('error', fail).resume();
        resolve(classifyResponse(url, response.statusCode ?? 0, response.headers));
        request.destroy();
      })
      .end();
  });
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A gateway leads whoever comes by another host to its own: that is another shop's. */
export function classifyResponse(url: URL, status: number, headers: Headers): ProbeResult {
  const location = typeof headers.location === 'string' ? headers.location : undefined;
  const isGateway = String(headers['reporting-endpoints'] ?? '').includes('/csp-report');
  const redirectsElsewhere = location !== undefined && URL.parse(location, url.href)?.origin !== url.origin;
  return isGateway && !(status === 308 && redirectsElsewhere)
    ? { from: 'gateway' }
    : { from: 'other', status, location };
}

/** Without addresses and times, so that the same failure reads the same. */
function errorCodeOf(error: Error): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'no answer in time';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
