/**
 * The only way to change a payment: load with a lock, decide, save with its log, emit integration events; all in the caller's
 * transaction. Two statements for a payment without attempts, three or four with.
 */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { EventMetadata } from '@mambogo/messaging/event-metadata.ts';
import type { UnitOfWork } from '@mambogo/messaging/unit-of-work.ts';
import { chainHash } from '@mambogo/service/crypto/hash-chain.ts';
import { continueTrace, currentTrace, parseTraceparent } from '@mambogo/service/telemetry/trace.ts';
import { decide } from '../domain/decide.ts';
import { integrationEventsFor } from '../domain/integration-events.ts';
import { evolve } from '../domain/payment.ts';
import type { PaymentCommand } from '../domain/payment-command.ts';
import { loggedData, type PaymentEvent } from '../domain/payment-event.ts';
import { countAttempts } from '../telemetry/count-attempts.ts';
import { loadPayments, type StoredPayment } from './load-payments.ts';
import { type LogEntry, savePayments } from './save-payments.ts';

export interface AddressedPaymentCommand {
  readonly orderId: OrderId;
  readonly command: PaymentCommand;
  /** Default: that of the unit of work. */
  readonly metadata?: EventMetadata;
  /** Default: that of the current trace. */
  readonly traceparent?: string;
}

/** Applies commands in order and returns the resulting events. */
export async function applyPaymentCommands(
  unit: UnitOfWork,
  changes: readonly AddressedPaymentCommand[],
): Promise<PaymentEvent[]> {
  const events: PaymentEvent[] = [];
  let left = changes;
  for (let round = 1; left.length > 0; round += 1) {
    if (round > 3) throw new Error('payments were modified concurrently in three rounds');
    const stored = await loadPayments(unit.manager, [...new Set(left.map(({ orderId }) => orderId))].sort());
    const drafts = draftChanges(unit, left, stored);
    const changed = [...drafts.values()].filter(({ entries }) => entries.length > 0);
    const saved = changed.length > 0 ? await savePayments(unit.manager, changed) : new Set<OrderId>();
    const done = new Set(
      [...drafts.values()].filter((one) => one.entries.length === 0 || saved.has(one.after.orderId)),
    );
    for (const one of done) {
      for (const emit of one.emits) emit();
      events.push(...one.events);
    }
    // Another transaction created the payment concurrently: decide again.
    left = left.filter(({ orderId }) => ![...done].some(({ after }) => after.orderId === orderId));
  }
  unit.afterCommit(() => countAttempts(events));
  return events;
}

interface Draft {
  readonly before: StoredPayment;
  after: StoredPayment;
  readonly entries: LogEntry[];
  readonly events: PaymentEvent[];
  readonly emits: (() => void)[];
  readonly causationId?: string;
  readonly traceparent?: string;
}

function draftChanges(
  unit: UnitOfWork,
  changes: readonly AddressedPaymentCommand[],
  stored: ReadonlyMap<OrderId, StoredPayment>,
): Map<OrderId, Draft> {
  const drafts = new Map<OrderId, Draft>();
  for (const { orderId, command, metadata = unit.metadata, traceparent = currentTrace()?.traceparent } of changes) {
    const before = stored.get(orderId);
    if (!before) throw new Error(`the payment of order ${orderId} was not loaded`);
    const own = drafts.get(orderId) ?? {
      before,
      after: before,
      entries: [],
      events: [],
      emits: [],
      causationId: metadata.causationId,
      traceparent,
    };
    drafts.set(orderId, own);
    const { payment } = own.after;
    const events = decide(payment, command);
    for (const event of events) {
      const { entry, after } = appendEvent(own.after, event, metadata, parseTraceparent(traceparent)?.traceId);
      own.after = after;
      own.entries.push(entry);
      own.events.push(event);
    }
    const integrationEvents = integrationEventsFor(orderId, payment, command, events, own.after.payment);
    own.emits.push(() =>
      continueTrace(traceparent, () => {
        for (const { event, data } of integrationEvents) unit.withMetadata(metadata).emit(event, data);
      }),
    );
  }
  return drafts;
}

/** The payment after an event, and the event's entry in the log, chained to the one before. */
export function appendEvent(
  stored: StoredPayment,
  event: PaymentEvent,
  { actor, correlationId, causationId, cause }: EventMetadata,
  traceId: string | undefined,
): { entry: LogEntry; after: StoredPayment } {
  const { orderId, lastHash, now } = stored;
  const version = stored.version + 1;
  const at = now.toISOString();
  const content = {
    orderId,
    version,
    type: event.type,
    data: loggedData(event),
    actor,
    correlationId,
    causationId,
    cause,
    traceId,
    at,
  };
  const hash = chainHash(lastHash, content);
  return {
    entry: { ...content, hash, prevHash: lastHash },
    after: { ...stored, payment: evolve(stored.payment, event), version, lastHash: hash },
  };
}
