/**
 * Idempotency keys, per (customer, route, key).
 *
 * free -> leased (claim) -> answered (complete, in the effect's own transaction) -> free (kept that long, then purged)
 * leased -> free (release: the request was refused; or the lease ran out: its process died)
 *
 * Whoever holds the lease at the commit decides: a lease that was taken over fails `complete`, and with it the effect.
 * Answers hold an address, so they lie encrypted under the key of the customer whose data they hold, who is not always
 * the one who asked: a merchant who pays back reads the order.
 */
import { type CustomerId, newId } from '@mambogo/contracts/ids.ts';
import type { PersonalData } from '@mambogo/service/crypto/personal-data.ts';
import { idempotencyKeyReused, requestHash, StoredResponse } from '@mambogo/service/http/idempotency-keys.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { RouteResponse } from '@mambogo/service/http/route-handler.ts';
import type { DataSource, EntityManager } from 'typeorm';

export interface IdempotencyRequest {
  readonly customerId: CustomerId;
  readonly route: string;
  readonly key: string;
  readonly body: unknown;
}

export interface Lease {
  readonly customerId: CustomerId;
  readonly route: string;
  readonly key: string;
  readonly leaseId: string;
}

export interface IdempotencySettings {
  readonly database: DataSource;
  readonly personalData: PersonalData;
  /** How long a request may be under way before its key is free again. */
  readonly leaseSeconds: number;
  readonly keepSeconds: number;
}

/** Whose data an answer holds, and their key. */
export interface ResponseOwner {
  readonly customerId: CustomerId;
  readonly wrappedKey: Buffer;
}

export type Idempotency = ReturnType<typeof createIdempotency>;

export function createIdempotency({ database, personalData, leaseSeconds, keepSeconds }: IdempotencySettings) {
  /** The key of a request: ours to work under, or answered before. Throws the problems of a key in flight or reused. */
  async function claim({ customerId, route, key, body }: IdempotencyRequest): Promise<Lease | RouteResponse> {
    const bodyHash = requestHash(body);
    const leaseId = newId();
    const [taken] = await database.query<unknown[]>(
      `insert into idempotency_key as k (customer_id, route, key, body_hash, lease_id, leased_until)
       values ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))
       on conflict (customer_id, route, key) do update set body_hash = excluded.body_hash, lease_id = excluded.lease_id,
         leased_until = excluded.leased_until, answer = null, data_of = null, created_at = now()
       where (k.answer is null and k.leased_until < now()) or k.created_at < now() - make_interval(secs => $7)
       returning true`,
      [customerId, route, key, bodyHash, leaseId, leaseSeconds, keepSeconds],
    );
    if (taken) return { customerId, route, key, leaseId };
    const [known] = await database.query<{ bodyHash: string; answer: Buffer | null; wrappedKey: Buffer | null }[]>(
      `select body_hash as "bodyHash", answer, wrapped_key as "wrappedKey" from idempotency_key k
       left join customer_key c on c.customer_id = coalesce(k.data_of, k.customer_id)
       where k.customer_id = $1 and route = $2 and key = $3`,
      [customerId, route, key],
    );
    if (known && known.bodyHash !== bodyHash) throw idempotencyKeyReused();
    if (!known?.answer) throw inFlight();
    if (!known.wrappedKey) throw responseErased();
    return StoredResponse.parse(personalData.decrypt(known.wrappedKey, known.answer));
  }

  /** Keeps a 2xx answer, in the transaction of the effect it tells of. */
  async function complete(
    manager: EntityManager,
    lease: Lease,
    answer: RouteResponse,
    owner: ResponseOwner,
  ): Promise<void> {
    const [rows] = await manager.query<[unknown[], number]>(
      `update idempotency_key set answer = $5, data_of = $6
       where customer_id = $1 and route = $2 and key = $3 and lease_id = $4 and answer is null returning true`,
      [
        ...[lease.customerId, lease.route, lease.key, lease.leaseId],
        personalData.encrypt(owner.wrappedKey, answer),
        owner.customerId,
      ],
    );
    if (rows.length !== 1) throw inFlight();
  }

  /** Frees a key whose request was refused. Nothing happens to an answer, or to a lease somebody else took over. */
  async function release({ customerId, route, key, leaseId }: Lease): Promise<void> {
    await database.query(
      `delete from idempotency_key
       where customer_id = $1 and route = $2 and key = $3 and lease_id = $4 and answer is null`,
      [customerId, route, key, leaseId],
    );
  }

  async function purge(): Promise<void> {
    await database.query('delete from idempotency_key where created_at < now() - make_interval(secs => $1)', [
      keepSeconds,
    ]);
  }

  return { claim, complete, release, purge };
}

const inFlight = (): Problem =>
  new Problem('idempotency-in-flight', 'wait a moment, then send the same request with the same key again');

/** What was asked for is done, and must not be done twice. */
const responseErased = (): Problem =>
  new Problem(
    'conflict',
    'this request was carried out before; its answer went with the account of the customer it is about',
  );
