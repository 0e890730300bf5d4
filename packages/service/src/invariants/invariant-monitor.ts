/**
 * The invariant monitor of a service: every ten minutes it checks the service's invariants, that nothing waits for too long, and
 * that its data agrees with that of other services. Incremental: it checks what changed since the last run, and what was
 * violated then; while anything is violated it runs every minute. It reports violations in the log, in `/healthz/ready`
 * (`degraded`), in the metrics and on the merchant's page.
 */
import type { InvariantViolation } from '@mambogo/contracts/api/invariants.ts';
import { createPollingWorker } from '../process/polling-worker.ts';
import type { Worker } from '../process/worker.ts';
import type { Logger } from '../telemetry/logger.ts';

export interface CheckScope {
  /** Rows changed since then are checked. */
  readonly since: Date;
  /** Ids of the last run's violations, which are checked again. */
  readonly ids: readonly string[];
}

export interface Violation {
  readonly id: string;
  readonly detail: string;
}

export interface InvariantCheck {
  readonly name: string;
  /** A cheap check that runs every minute; a new violation triggers a run of all checks. */
  readonly checkEveryMinute?: true;
  find(scope: CheckScope): Promise<readonly Violation[]>;
}

/** What the last runs found. */
export interface FoundViolations {
  /** When everything was last checked; undefined: not yet since the start. */
  readonly checkedAt?: string;
  readonly violations: readonly Omit<InvariantViolation, 'service'>[];
}

export interface InvariantMonitor extends Worker {
  report(): FoundViolations;
  /** Number of violations of each invariant, including those that hold. */
  counts(): ReadonlyMap<string, number>;
  /** The violations as text; undefined while all invariants hold. */
  degradedReason(): string | undefined;
}

export interface InvariantMonitorSettings {
  readonly checks: readonly InvariantCheck[];
  readonly logger: Logger;
  /** Interval between runs, and while something is violated. */
  readonly seconds?: number;
  readonly secondsWhenViolated?: number;
}

/** Covers transactions that were open during the last run. */
const overlapMs = 60_000;
/** The first run after a start checks what changed in this time. */
const initialLookbackMs = 7 * 86_400_000;
/** Maximum number of violations reported per invariant. */
const maxReported = 20;

export function createInvariantMonitor({
  checks,
  logger,
  seconds = 600,
  secondsWhenViolated = 60,
}: InvariantMonitorSettings): InvariantMonitor {
  const startedAt = Date.now();
  let lastRunAt = startedAt;
  /** Invariant -> time from which its next run checks changes. */
  const checkedUpTo = new Map<string, Date>();
  const sinceOf = (name: string) => checkedUpTo.get(name) ?? new Date(startedAt - initialLookbackMs);
  let checkedAt: string | undefined;
  let found: ReadonlyMap<string, readonly Violation[]> = new Map();
  const counts = new Map(checks.map(({ name }) => [name, 0]));

  async function checkAll(): Promise<void> {
    const now = new Date();
    const next = new Map<string, readonly Violation[]>();
    let complete = true;
    for (const { name, find } of checks) {
      const before = found.get(name) ?? [];
      const violations = await find({ since: sinceOf(name), ids: before.map(({ id }) => id) }).catch(
        (error: unknown) => {
          logger.warn(
            { event: 'invariant.not_checked', invariant: name, err: error },
            'invariant could not be checked',
          );
          return undefined;
        },
      );
      if (!violations) {
        complete = false;
        if (before.length > 0) next.set(name, before);
        continue;
      }
      checkedUpTo.set(name, new Date(now.getTime() - overlapMs));
      counts.set(name, violations.length);
      if (violations.length > 0) next.set(name, violations.slice(0, maxReported));
      const known = new Set(before.map(({ id }) => id));
      for (const { id, detail } of violations.slice(0, maxReported).filter((one) => !known.has(one.id)))
        logger.error({ event: 'invariant.violated', invariant: name, id, detail }, 'invariant violated');
    }
    found = next;
    if (complete) checkedAt = now.toISOString();
  }

  /** Whether a check that runs every minute has a new violation. */
  async function hasNewViolation(): Promise<boolean> {
    for (const { name, checkEveryMinute, find } of checks)
      if (checkEveryMinute && !found.has(name) && (await find({ since: sinceOf(name), ids: [] })).length > 0)
        return true;
    return false;
  }

  const worker = createPollingWorker({
    name: 'standing watch',
    seconds: Math.min(seconds, secondsWhenViolated),
    logger,
    async tick() {
      const intervalSeconds = found.size > 0 ? Math.min(seconds, secondsWhenViolated) : seconds;
      if (Date.now() - lastRunAt < intervalSeconds * 1_000 && !(await hasNewViolation())) return false;
      lastRunAt = Date.now();
      await checkAll();
      return false;
    },
  });

  return {
    ...worker,
    report: () => ({
      ...(checkedAt ? { checkedAt } : {}),
      violations: [...found].flatMap(([invariant, violations]) =>
        violations.map(({ id, detail }) => ({ invariant, id, detail })),
      ),
    }),
    counts: () => counts,
    degradedReason: () =>
      found.size === 0
        ? undefined
        : `violated: ${[...found.keys()].map((name) => `${name} (${counts.get(name)})`).join('; ')}`,
  };
}
