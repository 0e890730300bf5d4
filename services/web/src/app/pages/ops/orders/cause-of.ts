/**
 * Why an order is stuck, as far as the operations report and the dead letters tell: the first of these that holds. Each cause has
 * a runbook (docs/runbooks). Pure.
 */
import type { DeadLetter } from '@mambogo/contracts/api/dead-letters.ts';
import type { StuckOrder } from '@mambogo/contracts/api/operations.ts';
import type { JudgedService } from '../services/service-state.ts';

export type Cause =
  /** An event of the order could not be handled. */
  | { readonly kind: 'dead-letter'; readonly letter: DeadLetter }
  /** The service whose turn it is does not respond. */
  | { readonly kind: 'down'; readonly service: string; readonly error: string | undefined }
  /** Events of the order wait in the outbox of the order service. */
  | { readonly kind: 'unpublished'; readonly count: number }
  /** The service whose turn it is can't publish what it decided. */
  | { readonly kind: 'backlog'; readonly service: string; readonly seconds: number }
  | { readonly kind: 'degraded'; readonly service: string; readonly problems: readonly string[] }
  | { readonly kind: 'unknown'; readonly service: string };

export type Waiting = Pick<StuckOrder, 'id' | 'waitsFor' | 'unpublished'>;

/** Outboxes are published within a second. */
const backlogSeconds = 15;

export function causeOf(
  { id, waitsFor, unpublished }: Waiting,
  services: readonly JudgedService[],
  letters: readonly DeadLetter[],
): Cause {
  const letter = letters.find(({ subject }) => subject === id);
  if (letter) return { kind: 'dead-letter', letter };
  const service = services.find((one) => one.service === waitsFor);
  if (service?.state === 'down') return { kind: 'down', service: waitsFor, error: service.error };
  if (unpublished > 0) return { kind: 'unpublished', count: unpublished };
  const seconds = service?.instances[0]?.outbox?.oldestSeconds ?? 0;
  if (seconds > backlogSeconds) return { kind: 'backlog', service: waitsFor, seconds };
  if (service && service.problems.length > 0)
    return { kind: 'degraded', service: waitsFor, problems: service.problems };
  return { kind: 'unknown', service: waitsFor };
}

/** The name of a page in docs/runbooks. */
export const runbookOf: Readonly<Record<Cause['kind'], string>> = {
  'dead-letter': 'dead-letters',
  down: 'service-down',
  unpublished: 'outbox-not-published',
  backlog: 'outbox-not-published',
  degraded: 'orders-stuck',
  unknown: 'orders-stuck',
};
