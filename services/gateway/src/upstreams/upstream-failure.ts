/**
 * When a call counts against an upstream: nobody answered in time, its sidecar could not reach it, or the service (or
 * something between) said 502, 503 or 504. Any other answer of a service, a 500 included, is an answer. What a sidecar answers
 * by itself is judged by the table of sidecar-faults.ts.
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
  /** What the service itself answered. */
  readonly upstreamResponse?: UpstreamResponse;
  /** False: our own sidecar or an access rule is at fault, or this client's request alone was slow. */
  readonly countsAgainstUpstream: boolean;

  constructor(upstream: string, what: string, options: FailureOptions = {}) {
    super(`${upstream}: ${what}`, options);
    this.name = 'PeerFailure';
    this.upstreamResponse = options.response;
    this.countsAgainstUpstream = options.countsAgainstUpstream ?? true;
  }
}

const unavailableStatuses = new Set([502, 503, 504]);

/**
 * The answer, if it is the service's own.
 * @throws PeerFailure; the Problem that the client gets when a sidecar refused what the client sent
 */
export function checkUpstreamResponse(upstream: string, upstreamResponse: UpstreamResponse): UpstreamResponse {
  const { statusCode, headers, body } = upstreamResponse;
  if (unavailableStatuses.has(statusCode))
    throw new UpstreamFailure(upstream, `answered ${statusCode}`, { response: upstreamResponse });
  if (!sidecarStatuses.has(statusCode) || !Buffer.isBuffer(body)) return upstreamResponse;
  const text = body.toString('utf8');
  const found = sidecarErrorOf(statusCode, String(headers['content-type'] ?? ''), text);
  if (!found) return upstreamResponse;
  if (found.fault === 'request') throw new Problem(found.slug, found.detail);
  throw new UpstreamFailure(upstream, text.slice(0, 300), { countsAgainstUpstream: found.fault === 'upstream' });
}
