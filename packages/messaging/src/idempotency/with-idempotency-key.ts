/**
 * Does what a request with an Idempotency-Key asks for once, in the transaction of its effect. Keys are per (caller, route).
 *
 * The row of a key is inserted first, so that a second request with the same key waits in the database until the first one has
 * ended: committed, it gets the first one's answer; rolled back (refused, or its process died), it is carried out itself. Keys are
 * kept for a day at least.
 */
import { newId } from '@mambogo/contracts/ids.ts';
import { idempotencyKeyReused, requestHash, StoredResponse } from '@mambogo/service/http/idempotency-keys.ts';
import type { RouteResponse } from '@mambogo/service/http/route-handler.ts';
import type { EntityManager } from 'typeorm';
import { dialectOf, query } from '../dialect.ts';

export interface IdempotentRequest {
  /** The subject of the caller's token. */
  readonly caller: string;
  /** The route's id. */
  readonly route: string;
  /** undefined: the request came without one, and is carried out each time. */
  readonly key: string | undefined;
  /** Whatever of the request decides what it does: another one under the same key is refused. */
  readonly request: unknown;
}

/** @throws Problem idempotency-key-reused when the key came with another request before */
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
  if (known.claim !== claim) {
    if (known.hash === hash && known.answer) return StoredResponse.parse(JSON.parse(known.answer));
    throw idempotencyKeyReused();
  }
  const answer = await effect();
  await query(
    manager,
    'update answered_request set answer = ? where caller = ? and route = ? and idempotency_key = ?',
    [JSON.stringify(answer), ...id],
  );
  return answer;
}

interface StoredRequest {
  readonly claim: string;
  readonly hash: string;
  readonly answer: string | null;
}

/** The row of a key as it is once whoever had it first has ended: ours, or theirs with their answer. */
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
  // Repeatable reads of MariaDB see what was committed meanwhile only under a lock.
  const [row] = await query<StoredRequest[]>(
    manager,
    `select claim, request_hash as hash, answer from answered_request
     where caller = ? and route = ? and idempotency_key = ?${isPostgres ? '' : ' lock in share mode'}`,
    id,
  );
  if (!row) throw new Error(`the row of an idempotency key of ${id[1]} is gone`);
  return row;
}
