/**
 * Provider callbacks: each event is stored once, and its attempt becomes due immediately, ended or not, so that the provider is
 * queried. A callback for an unknown attempt is stored too: if the attempt appears later, it counts as already sent
 * (save-payments.ts). A captured attempt is left unchanged. `next_at` is set to now, not earlier, so that a worker whose lease
 * has expired sees that `next_at` is no longer its own.
 */
import type { DataSource } from 'typeorm';
import { attemptNamed } from '../domain/payment-provider.ts';
import type { ProviderCallback } from '../domain/provider-callback.ts';

/** Days; longer than any provider redelivers an event. */
const retentionDays = 120;

/** `repeated`: the event was stored before. `unknown`: it belongs to no known attempt. */
export type StoredCallback = 'woken' | 'settled' | 'unknown' | 'repeated';

export async function storeCallback(
  database: DataSource,
  provider: string,
  { eventId, type, reference }: ProviderCallback,
): Promise<StoredCallback> {
  const named = attemptNamed(reference);
  const [row] = await database.query<{ kept: boolean; known: boolean; woken: boolean }[]>(
    `with kept as (
       insert into provider_callback (provider, event_id, type, reference, order_id, attempt)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning order_id, attempt
     ), woken as (
       update payment_attempt a set next_at = now(),
         first_sent_at = coalesce(a.first_sent_at, now()), sent_at = coalesce(a.sent_at, now())
       from kept k where a.order_id = k.order_id and a.attempt = k.attempt and a.state <> 'CAPTURED'
       returning a.attempt
     )
     select exists (select from kept) as kept, exists (select from woken) as woken,
       exists (select from payment_attempt where order_id = $5 and attempt = $6) as known`,
    [provider, eventId, type, reference, named?.orderId ?? null, named?.attempt ?? null],
  );
  if (!row?.kept) return 'repeated';
  if (row.woken) return 'woken';
  return row.known ? 'settled' : 'unknown';
}

export async function purgeCallbacks(database: DataSource): Promise<void> {
  await database.query('delete from provider_callback where received_at < now() - make_interval(days => $1)', [
    retentionDays,
  ]);
}
