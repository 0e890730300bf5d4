/**
 * The standing watch of a service: every ten minutes it checks the rules of its own books, that nothing waits past its
 * limit, and what its books must have in common with those of others. Incremental: it looks at what changed since the last time, and again at what was wrong then; while anything is wrong
 * it looks every minute. What it finds is in the log, in `/healthz/ready` (`trouble`), in the metrics and on the merchant's page.
 */
import type { LocalViolations } from '@mambogo/contracts/api/invariants.ts';
import { createPeriodicWorker } from '../process/periodic-worker.ts';
import type { Worker } from '../process/worker.ts';
import type { Logger } from '../telemetry/logger.ts';

export interface CheckScope {
  /** What changed since then is looked at. */
  readonly since: Date;
  /** What was wrong last time is looked at again. */
  readonly ids: readonly string[];
}

export interface Violation {
  readonly id: string;
  readonly detail: string;
}

export interface InvariantCheck {
  readonly name: string;
  /** It is cheap, and what it finds is known within a minute: all rules are then checked. */
  readonly checkEveryMinute?: true;
  find(scope: CheckScope): Promise<readonly Violation[]>;
}

export interface InvariantMonitor extends Worker {
  report(): LocalViolations;
  /** How many violations of each of its rules there are, rules that hold included. */
  counts(): ReadonlyMap<string, number>;
  /** In words; undefined while all of it holds. */
  degradedReason(): string | undefined;
}

export interface InvariantMonitorSettings {
  readonly checks: readonly InvariantCheck[];
  readonly logger: Logger;
  /** Between two looks, and while something is wrong. */
  readonly seconds?: number;
  readonly secondsWhenViolated?: number;
}

/** Changes that were under way when it last looked. */
const overlapMs = 60_000;
/** After a start, what changed in this time is looked at. */
const initialLookbackMs = 7 * 86_400_000;
/** Of each rule, as many are told. */
const maxReported = 20;

export function createInvariantMonitor({
  checks,
  logger,
  seconds = 600,
  secondsWhenViolated = 60,
}: InvariantMonitorSettings): InvariantMonitor {
  const startedAt = Date.now();
  let lastRunAt = startedAt;
  /** Of each rule that was checked: what changed since then is looked at next. */
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
          logger.warn({ event: 'invariant.not_checked', invariant: name, err: error }, 'a rule could not be checked');
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
        logger.error({ event: 'invariant.violated', invariant: name, id, detail }, 'a rule of the books is broken');
    }
    found = next;
    if (complete) checkedAt = now.toISOString();
  }

  /** Whether a prompt rule is broken that was not before. */
  async function hasNewViolation(): Promise<boolean> {
    for (const { name, checkEveryMinute, find } of checks)
      if (checkEveryMinute && !found.has(name) && (await find({ since: sinceOf(name), ids: [] })).length > 0)
        return true;
    return false;
  }

  const worker = createPeriodicWorker({
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
        : `broken: ${[...found.keys()].map((name) => `${name} (${counts.get(name)})`).join('; ')}`,
  };
}
