/** Events on their way into the log: numbered, timed, and each hashed with the hash of the one before it. */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { EventMetadata } from '@mambogo/messaging/event-metadata.ts';
import { chainHash } from '@mambogo/service/crypto/hash-chain.ts';
import type { OrderEvent } from '../domain/order-event.ts';
import type { OrderEventRow } from './entities.ts';

/** Where a log ends; version 0 and '' for an order that is about to be placed. */
export interface LogHead {
  readonly orderId: OrderId;
  readonly version: number;
  readonly lastHash: string;
}

/** @param personal encrypted data that belongs to the first of the events. */
export function chain(
  end: LogHead,
  events: readonly OrderEvent[],
  at: Date,
  { actor, correlationId, causationId }: EventMetadata,
  personal?: Buffer,
): OrderEventRow[] {
  let prevHash = end.lastHash;
  return events.map(({ type, data }, i) => {
    const entry = {
      orderId: end.orderId,
      version: end.version + i + 1,
      type,
      data,
      personal: i === 0 ? (personal ?? null) : null,
      at,
      actor,
      correlationId,
      causationId: causationId ?? null,
    };
    const row = { ...entry, hash: hashOf(prevHash, entry), prevHash };
    prevHash = row.hash;
    return row;
  });
}

/** The version of the first row that does not follow from the ones before it; undefined when the whole log holds. */
export function firstBrokenVersion(log: readonly OrderEventRow[]): number | undefined {
  let prevHash = '';
  for (const [i, { hash, prevHash: stored, ...entry }] of log.entries()) {
    if (entry.version !== i + 1 || stored !== prevHash || hash !== hashOf(prevHash, entry)) return i + 1;
    prevHash = hash;
  }
  return undefined;
}

const hashOf = (prevHash: string, entry: Omit<OrderEventRow, 'hash' | 'prevHash'>): string =>
  chainHash(prevHash, { ...entry, personal: entry.personal?.toString('base64') ?? null });
