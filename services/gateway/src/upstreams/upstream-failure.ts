/**
 * Decides whether a call counts as a failure of the upstream: no response in time, its sidecar could not reach it, or a 502,
 * 503 or 504 of the service (or something between). Any other response of a service, a 500 included, is not a failure. A
 * sidecar's own error responses are classified by the table in sidecar-errors.ts.
 */
import { Problem } from '@mambogo/service/http/problem.ts';
import type { UpstreamResponse } from './read-upstream-response.ts';
import { sidecarErrorOf, sidecarStatuses } from './sidecar-errors.ts';

export interface FailureOptions extends ErrorOptions {
  readonly response?: UpstreamResponse;
  /** Default true. */
  readonly countsAgainstUpstream?: boolean;
}

export class UpstreamFailure extends Error {
  /** The service's own response. */
  readonly upstreamResponse?: UpstreamResponse;
  /** False: our own sidecar or an access rule is the cause, or only this client's request was slow. */
  readonly countsAgainstUpstream: boolean;

  constructor(upstream: string, what: string, options: FailureOptions = {}) {
    super(`${upstream}: ${what}`, options);
    this.name = 'UpstreamFailure';
    this.upstreamResponse = options.response;
    this.countsAgainstUpstream = options.countsAgainstUpstream ?? true;
  }
}

const unavailableStatuses = new Set([502, 503, 504]);

/**
 * Returns the response if it is the service's own.
 * @throws UpstreamFailure; the Problem for the client if a sidecar rejected what the client sent
 */
export function checkUpstreamResponse(upstream: string, upstreamResponse: UpstreamResponse): UpstreamResponse {
  const { statusCode, headers, body } = upstreamResponse;
  if (unavailableStatuses.has(statusCode))
    throw new UpstreamFailure(upstream, `responded with ${statusCode}`, { response: upstreamResponse });
  if (!sidecarStatuses.has(statusCode) || !Buffer.isBuffer(body)) return upstreamResponse;
  const text = body.toString('utf8');
  const found = sidecarErrorOf(statusCode, String(headers['content-type'] ?? ''), text);
  if (!found) return upstreamResponse;
  if (found.fault === 'request') throw new Problem(found.slug, found.detail);
  throw new UpstreamFailure(upstream, text.slice(0, 300), { countsAgainstUpstream: found.fault === 'upstream' });
}
