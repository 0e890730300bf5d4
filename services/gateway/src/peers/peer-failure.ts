/**
 * When a call counts against a peer: nobody answered in time, the sidecar could not reach it, or the service (or something
 * between) said 502, 503 or 504. Any other answer, a 500 of the service's own included, is an answer.
 */
import { Problem } from '@mambogo/service/problem.ts';
import type { Dispatcher } from 'undici';

export class PeerFailure extends Error {
  /** What the service itself answered, its body unread. */
  readonly answer?: Dispatcher.ResponseData;

  constructor(peer: string, what: string, options: ErrorOptions & { answer?: Dispatcher.ResponseData } = {}) {
    super(`${peer}: ${what}`, options);
    this.name = 'PeerFailure';
    this.answer = options.answer;
  }
}

const unavailable = new Set([502, 503, 504]);
/** Statuses under which a sidecar reports its own errors (403: the peer does not let us call it). */
const sidecarStatuses = new Set([403, 500]);

/** The answer, if it is one; throws PeerFailure. */
export async function judge(peer: string, answer: Dispatcher.ResponseData): Promise<Dispatcher.ResponseData> {
  if (unavailable.has(answer.statusCode)) throw new PeerFailure(peer, `answered ${answer.statusCode}`, { answer });
  if (!sidecarStatuses.has(answer.statusCode) || !saysSo(answer.headers['content-type'])) return answer;
  const text = await answer.body.text();
  if (/"errorCode"\s*:\s*"ERR_/.test(text)) throw new PeerFailure(peer, text.slice(0, 300));
  throw new Problem('internal', `${peer} could not say what went wrong`);
}

/** Sidecars report in plain JSON, our services in problem+json. */
const saysSo = (contentType: string | string[] | undefined): boolean =>
  String(contentType ?? '').startsWith('application/json');
