/**
 * When a call counts against an upstream: nobody answered in time, its sidecar could not reach it, or the service (or
 * something between) said 502, 503 or 504. Any other answer of a service, a 500 included, is an answer. What a sidecar answers
 * by itself is judged by the table of sidecar-faults.ts.
 */
import { Problem } from '@mambogo/service/problem.ts';
import type { UpstreamAnswer } from './read-answer.ts';
import { sidecarFault, sidecarStatuses } from './sidecar-faults.ts';

export interface FailureOptions extends ErrorOptions {
  readonly answer?: UpstreamAnswer;
  /** Default true. */
  readonly countsAgainstUpstream?: boolean;
}

export class PeerFailure extends Error {
  /** What the service itself answered. */
  readonly answer?: UpstreamAnswer;
  /** False: our own sidecar or an access rule is at fault, or this client's request alone was slow. */
  readonly countsAgainstUpstream: boolean;

  constructor(peer: string, what: string, options: FailureOptions = {}) {
    super(`${peer}: ${what}`, options);
    this.name = 'PeerFailure';
    this.answer = options.answer;
    this.countsAgainstUpstream = options.countsAgainstUpstream ?? true;
  }
}

const unavailable = new Set([502, 503, 504]);

/**
 * The answer, if it is the service's own.
 * @throws PeerFailure; the Problem that the client gets when a sidecar refused what the client sent
 */
export function judge(peer: string, answer: UpstreamAnswer): UpstreamAnswer {
  const { statusCode, headers, body } = answer;
  if (unavailable.has(statusCode)) throw new PeerFailure(peer, `answered ${statusCode}`, { answer });
  if (!sidecarStatuses.has(statusCode) || !Buffer.isBuffer(body)) return answer;
  const text = body.toString('utf8');
  const found = sidecarFault(statusCode, String(headers['content-type'] ?? ''), text);
  if (!found) return answer;
  if (found.fault === 'request') throw new Problem(found.slug, found.detail);
  throw new PeerFailure(peer, text.slice(0, 300), { countsAgainstUpstream: found.fault === 'upstream' });
}
