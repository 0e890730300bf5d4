/**
 * Executes a request with an Idempotency-Key once, in the transaction of its effect. Keys are per (caller, route).
 *
 * The row of a key is inserted first, so a second request with the same key waits in the database until the first one has
 * ended: if that committed, the second gets the same response; if it rolled back (rejected, or its process died), the second
 * is executed. Keys are kept for at least a day.
 */
import { newId } from '@mambogo/contracts/ids.ts';
import { meter } from '@mambogo/metrics/meter.ts';
import { idempotencyKeyReused, requestHash, StoredResponse } from '@mambogo/service/http/idempotency-keys.ts';
import type { RouteResponse } from '@mambogo/service/http/route-handler.ts';
import type { EntityManager } from 'typeorm';
import { dialectOf, query } from '../dialect.ts';

export interface IdempotentRequest {
  /** The subject of the caller's token. */
  readonly caller: string;
  /** The route's id. */
  readonly route: string;
  /** undefined: the request has no key and is executed each time. */
  readonly key: string | undefined;
  /** The parts of the request that determine its effect: a different one under the same key is rejected. */
  readonly request: unknown;
}

/** @throws Problem idempotency-key-reused if the key was used for a different request */
export async function withIdempotencyKey(
  manager: EntityManager,
  { caller, route, key, request }: IdempotentRequest,
  effect: () => Promise<RouteResponse>,
): Promise<RouteResponse> {
  if (key === undefined) return effect();
  const id = [caller, route, key];
  const claim = newId();
  const hash = requestHash(request);
  const known = await claimKey(manager, id, claim, hash);
  const count = (outcome: string) => meter.count('mambogo_idempotency_requests_total', { route, outcome });
  if (known.claim !== claim) {
    if (known.hash === hash && known.answer) {
      count('replayed');
      return StoredResponse.parse(JSON.parse(known.answer));
    }
    count('reused');
    throw idempotencyKeyReused();
  }
  const response = await effect();
  await query(
    manager,
    'update answered_request set answer = ? where caller = ? and route = ? and idempotency_key = ?',
    [JSON.stringify(response), ...id],
  );
  count('executed');
  return response;
}

interface StoredRequest {
  readonly claim: string;
  readonly hash: string;
  readonly answer: string | null;
}

/** Inserts the row of a key, or waits for the transaction that did; returns our row, or theirs with its response. */
async function claimKey(
  manager: EntityManager,
  id: readonly string[],
  claim: string,
  hash: string,
): Promise<StoredRequest> {
  const isPostgres = dialectOf(manager.connection) === 'postgres';
  const into = 'into answered_request (caller, route, idempotency_key, claim, request_hash) values (?, ?, ?, ?, ?)';
  await query(manager, isPostgres ? `insert ${into} on conflict do nothing` : `insert ignore ${into}`, [
    ...id,
    claim,
    hash,
  ]);
  // MariaDB's repeatable reads see rows committed meanwhile only under a lock.
  const [row] = await query<StoredRequest[]>(
    manager,
    `select claim, request_hash as hash, answer from answered_request
     where caller = ? and route = ? and idempotency_key = ?${isPostgres ? '' : ' lock in share mode'}`,
    id,
  );
  if (!row) throw new Error(`the row of an idempotency key of route ${id[1]} is missing`);
  return row;
}
