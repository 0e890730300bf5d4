/**
 * Sends one request to a shop's public URL, as a shopper would: to the address of its ingress, or to whatever its host resolves
 * to from here. The gateway is recognized by a header that every gateway sends and nothing in front of it does.
 */
import { request as requestPlain } from 'node:http';
import { request as requestEncrypted } from 'node:https';

/** `nobody`: no response, which proves nothing where public addresses can't be reached from inside the cluster. */
export type ProbeResult =
  | { readonly from: 'gateway' }
  | { readonly from: 'other'; readonly status: number; readonly location?: string }
  | { readonly from: 'nobody'; readonly reason: string };

/** Milliseconds for a whole response. */
const timeoutMs = 5_000;
/** A path under `/api` that does not exist: the gateway itself responds, whatever state its services are in. */
const probePath = '/api/';

/** @param address `host` or `host:port` to connect to instead of the URL's own */
export async function probePublicUrl(publicUrl: string, address?: string): Promise<ProbeResult> {
  const answer = await requestShop(publicUrl, probePath, address);
  return 'status' in answer
    ? classifyResponse(new URL(publicUrl), answer.status, answer.headers)
    : { from: 'nobody', reason: answer.reason };
}

export type ShopAnswer = { readonly status: number; readonly headers: Headers } | { readonly reason: string };

/** Sends a GET request as a shopper would; never rejects. `reason`: nobody responded. */
export function requestShop(publicUrl: string, path: string, address?: string): Promise<ShopAnswer> {
  const url = new URL(publicUrl);
  const encrypted = url.protocol === 'https:';
  const target = new URL(`${url.protocol}//${address ?? url.host}`);
  const options = {
    host: target.hostname.replace(/^\[|\]$/g, ''),
    port: target.port || (encrypted ? 443 : 80),
    path,
    headers: { host: url.host, 'user-agent': 'mambogo-operator' },
    agent: false,
    signal: AbortSignal.timeout(timeoutMs),
  } as const;
  return new Promise((resolve) => {
    const fail = (error: Error) => resolve({ reason: errorCodeOf(error) });
    // Browsers validate the certificate; no secret is sent here.
    const request = encrypted
      ? requestEncrypted({ ...options, servername: url.hostname, rejectUnauthorized: false })
      : requestPlain(options);
    request
      .once('error', fail)
      .once('response', (response) => {
        response.once('error', fail).resume();
        resolve({ status: response.statusCode ?? 0, headers: response.headers });
        request.destroy();
      })
      .end();
  });
}

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** A gateway redirects requests for other hosts to its own host: in that case it is the gateway of another shop. */
export function classifyResponse(url: URL, status: number, headers: Headers): ProbeResult {
  const location = typeof headers.location === 'string' ? headers.location : undefined;
  const isGateway = String(headers['reporting-endpoints'] ?? '').includes('/csp-report');
  const redirectsElsewhere = location !== undefined && URL.parse(location, url.href)?.origin !== url.origin;
  return isGateway && !(status === 308 && redirectsElsewhere)
    ? { from: 'gateway' }
    : { from: 'other', status, location };
}

/** Contains no addresses or times, so that the same failure gives the same text. */
function errorCodeOf(error: Error): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'no response in time';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
