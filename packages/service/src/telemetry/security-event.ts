/**
 * Security events: each is a log line with a stable code, a count in the metrics, and optionally a record of the service
 * (identity has a table for the administrator).
 *
 * A flood must not fill a disk: the first event of a (code, outcome, subject) is written at once; further ones are counted and
 * written as one line with their `count` when the window ends. Windows last 1 s and double up to a minute while events continue.
 * At most `maxWindows` are open; further subjects share one window per code and outcome. The metrics count every event.
 */

import type { Exactly, WithoutPersonal } from '@mambogo/contracts/personal.ts';
import type { SecurityEventCode, SecurityOutcome } from '@mambogo/contracts/security-events.ts';
import type { Logger } from './logger.ts';

export interface SecurityEvent {
  readonly code: SecurityEventCode;
  readonly outcome: SecurityOutcome;
  /** The user's id, which is a pseudonym; never a user name or an e-mail address. */
  readonly subject?: string;
  /** Who did it, if not the subject: an administrator's id. */
  readonly actor?: string;
  /** The client's network: a /24 or a /48, see `anonymizeAddress` in address-range.ts. */
  readonly network?: string;
  /** Further fields to search by; never values that a client sent. */
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

/** Events of one code, outcome and subject within one window; the details are those of the last. */
export interface SecurityEventRecord extends SecurityEvent {
  readonly count: number;
  /** Time of the last event. */
  readonly at: Date;
}

export interface SecurityEvents {
  record(event: SecurityEvent): void;
  /** Number of events since the start, for the metrics. */
  counts(): SecurityEventCount[];
  /** Writes pending counts; called when the service stops. */
  flush(): void;
}

export interface SecurityEventCount {
  readonly code: SecurityEventCode;
  readonly outcome: SecurityOutcome;
  readonly count: number;
}

/** Records an event. */
export const securityEvent = <E extends SecurityEvent>(
  { securityEvents }: { readonly securityEvents: SecurityEvents },
  event: Exactly<E, SecurityEvent> & WithoutPersonal<E>,
): void => securityEvents.record(event);

interface Window {
  /** Not written yet. */
  readonly pending: SecurityEventRecord | undefined;
  readonly endsAt: number;
  /** Milliseconds. */
  readonly length: number;
}

const windowMs = { first: 1_000, longest: 60_000 };
const maxWindows = 100;

/** @param onRecord called for each record after it is logged; must not throw or wait */
export function createSecurityEvents(logger: Logger, onRecord?: (record: SecurityEventRecord) => void): SecurityEvents {
  const windows = new Map<string, Window>();
  const totals = new Map<string, SecurityEventCount>();
  let timer: NodeJS.Timeout | undefined;

  function write(record: SecurityEventRecord): void {
    const { code, at, ...rest } = record;
    logger[record.outcome === 'success' ? 'info' : 'warn']({ event: code, ...rest }, 'security event');
    onRecord?.(record);
  }

  function endWindows(now: number): void {
    for (const [key, { pending, endsAt, length }] of windows) {
      if (endsAt > now) continue;
      if (!pending) {
        windows.delete(key);
        continue;
      }
      write(pending);
      const next = Math.min(length * 2, windowMs.longest);
      windows.set(key, { pending: undefined, endsAt: now + next, length: next });
    }
    if (windows.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  return {
    record(event) {
      const { code, outcome, subject } = event;
      const label = `${code} ${outcome}`;
      totals.set(label, { code, outcome, count: (totals.get(label)?.count ?? 0) + 1 });
      const own = `${label} ${subject ?? ''}`;
      const key = windows.has(own) || windows.size < maxWindows ? own : `${label} *`;
      const open = windows.get(key);
      const record = { ...event, at: new Date(), count: (open?.pending?.count ?? 0) + 1 };
      if (open) {
        windows.set(key, { ...open, pending: record });
        return;
      }
      write(record);
      windows.set(key, { pending: undefined, endsAt: Date.now() + windowMs.first, length: windowMs.first });
      timer ??= setInterval(() => endWindows(Date.now()), windowMs.first).unref();
    },
    counts: () => [...totals.values()],
    flush() {
      for (const { pending } of windows.values()) if (pending) write(pending);
      windows.clear();
      clearInterval(timer);
      timer = undefined;
    },
  };
}
