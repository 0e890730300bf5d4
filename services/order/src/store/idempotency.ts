/**
 * Idempotency keys, per (customer, route, key).
 *
 * free -> leased (claim) -> completed (complete, in the transaction of the effect) -> free (purged after `keepSeconds`)
 * leased -> free (release, after the request was rejected; or the lease expired because its process died)
 *
 * Only the current holder of the lease can commit: if the lease was taken over, `complete` fails and rolls back the effect.
 * Responses contain an address, so they are encrypted with the key of the customer whose data they contain. That customer is not
 * always the caller: a merchant who refunds an order receives the order too.
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
  /** How long a request may be in progress before its key is free again. */
  readonly leaseSeconds: number;
  readonly keepSeconds: number;
}

/** The customer whose data a response contains, and their key. */
export interface ResponseOwner {
  readonly customerId: CustomerId;
  readonly wrappedKey: Buffer;
}

export type Idempotency = ReturnType<typeof createIdempotency>;

export function createIdempotency({ database, personalData, leaseSeconds, keepSeconds }: IdempotencySettings) {
  /** Leases the key of a request, or returns the stored response. Throws the problems for a key in flight or reused. */
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

  /** Stores a 2xx response, in the transaction of its effect. */
  async function complete(
    manager: EntityManager,
    lease: Lease,
    response: RouteResponse,
    owner: ResponseOwner,
  ): Promise<void> {
    const [rows] = await manager.query<[unknown[], number]>(
      `update idempotency_key set answer = $5, data_of = $6
       where customer_id = $1 and route = $2 and key = $3 and lease_id = $4 and answer is null returning true`,
      [
        ...[lease.customerId, lease.route, lease.key, lease.leaseId],
        personalData.encrypt(owner.wrappedKey, response),
        owner.customerId,
      ],
    );
    if (rows.length !== 1) throw inFlight();
  }

  /** Frees the key of a rejected request. A stored response, or a lease that another request took over, stays. */
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
  new Problem(
    'idempotency-in-flight',
    'a request with this key is still in progress: retry it with the same key in a moment',
  );

/** The effect has happened and must not be repeated. */
const responseErased = (): Problem =>
  new Problem(
    'conflict',
    'this request was already processed; its response was deleted with the account of the customer it concerns',
  );
