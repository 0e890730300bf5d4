/** Turns events into log rows: numbered, timestamped, and each hashed together with the hash of the previous one. */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { EventMetadata } from '@mambogo/messaging/event-metadata.ts';
import { chainHash } from '@mambogo/service/crypto/hash-chain.ts';
import { currentTrace } from '@mambogo/service/telemetry/trace.ts';
import type { OrderEvent } from '../domain/order-event.ts';
import type { OrderEventRow } from './entities.ts';

/** The end of a log; version 0 and '' for a new order. */
export interface LogHead {
  readonly orderId: OrderId;
  readonly version: number;
  readonly lastHash: string;
}

/** @param personal encrypted data that is stored with the first event */
export function chain(
  head: LogHead,
  events: readonly OrderEvent[],
  at: Date,
  { actor, correlationId, causationId, cause }: EventMetadata,
  personal?: Buffer,
): OrderEventRow[] {
  const traceId = currentTrace()?.traceId ?? null;
  let prevHash = head.lastHash;
  return events.map(({ type, data }, i) => {
    const entry = {
      orderId: head.orderId,
      version: head.version + i + 1,
      type,
      data,
      personal: i === 0 ? (personal ?? null) : null,
      at,
      actor,
      correlationId,
      causationId: causationId ?? null,
      cause: cause ?? null,
      traceId,
    };
    const row = { ...entry, hash: hashOf(prevHash, entry), prevHash };
    prevHash = row.hash;
    return row;
  });
}

/** The version of the first row that breaks the chain; undefined if the log is intact. */
export function firstBrokenVersion(log: readonly OrderEventRow[]): number | undefined {
  let prevHash = '';
  for (const [i, { hash, prevHash: stored, ...entry }] of log.entries()) {
    if (entry.version !== i + 1 || stored !== prevHash || hash !== hashOf(prevHash, entry)) return i + 1;
    prevHash = hash;
  }
  return undefined;
}

/** Entries of earlier releases have neither cause nor trace: both are hashed only where they are present. */
const hashOf = (prevHash: string, { cause, traceId, ...entry }: Omit<OrderEventRow, 'hash' | 'prevHash'>): string =>
  chainHash(prevHash, {
    ...entry,
    cause: cause ?? undefined,
    traceId: traceId ?? undefined,
    personal: entry.personal?.toString('base64') ?? null,
  });
