/**
 * The standing watch of a service: every ten minutes it checks the rules of its own books, that nothing waits past its
 * limit, and what its books must have in common with those of others. Incremental: it looks at what changed since the last time, and again at what was wrong then; while anything is wrong
 * it looks every minute. What it finds is in the log, in `/healthz/ready` (`trouble`), in the metrics and on the merchant's page.
 */
import type { OwnViolations } from '@mambogo/contracts/api/invariants.ts';
import type { Logger } from './logger.ts';
import { createPeriodicWorker } from './periodic-worker.ts';
import type { Worker } from './worker.ts';

export interface WatchScope {
  /** What changed since then is looked at. */
  readonly since: Date;
  /** What was wrong last time is looked at again. */
  readonly ids: readonly string[];
}

export interface Finding {
  readonly id: string;
  readonly detail: string;
}

export interface WatchCheck {
  readonly name: string;
  /** It is cheap, and what it finds is known within a minute: all rules are then checked. */
  readonly prompt?: true;
  find(scope: WatchScope): Promise<readonly Finding[]>;
}

export interface StandingWatch extends Worker {
  report(): OwnViolations;
  /** How many violations of each of its rules there are, rules that hold included. */
  counts(): ReadonlyMap<string, number>;
  /** In words; undefined while all of it holds. */
  trouble(): string | undefined;
}

export interface WatchSettings {
  readonly checks: readonly WatchCheck[];
  readonly logger: Logger;
  /** Between two looks, and while something is wrong. */
  readonly seconds?: number;
  readonly secondsWhenWrong?: number;
}

/** Changes that were under way when it last looked. */
const overlapMs = 60_000;
/** After a start, what changed in this time is looked at. */
const firstLookMs = 7 * 86_400_000;
/** Of each rule, as many are told. */
const mostTold = 20;

export function createStandingWatch({
  checks,
  logger,
  seconds = 600,
  secondsWhenWrong = 60,
}: WatchSettings): StandingWatch {
  const startedAt = Date.now();
  let lookedAt = startedAt;
  /** Of each rule that was checked: what changed since then is looked at next. */
  const checkedUpTo = new Map<string, Date>();
  const sinceOf = (name: string) => checkedUpTo.get(name) ?? new Date(startedAt - firstLookMs);
  let checkedAt: string | undefined;
  let found: ReadonlyMap<string, readonly Finding[]> = new Map();
  const counts = new Map(checks.map(({ name }) => [name, 0]));

  async function look(): Promise<void> {
    const now = new Date();
    const next = new Map<string, readonly Finding[]>();
    let complete = true;
    for (const { name, find } of checks) {
      const before = found.get(name) ?? [];
      const findings = await find({ since: sinceOf(name), ids: before.map(({ id }) => id) }).catch((error: unknown) => {
        logger.warn({ event: 'invariant.not_checked', invariant: name, err: error }, 'a rule could not be checked');
        return undefined;
      });
      if (!findings) {
        complete = false;
        if (before.length > 0) next.set(name, before);
        continue;
      }
      checkedUpTo.set(name, new Date(now.getTime() - overlapMs));
      counts.set(name, findings.length);
      if (findings.length > 0) next.set(name, findings.slice(0, mostTold));
      const known = new Set(before.map(({ id }) => id));
      for (const { id, detail } of findings.slice(0, mostTold).filter((one) => !known.has(one.id)))
        logger.error({ event: 'invariant.violated', invariant: name, id, detail }, 'a rule of the books is broken');
    }
    found = next;
    if (complete) checkedAt = now.toISOString();
  }

  /** Whether a prompt rule is broken that was not before. */
  async function findsAtOnce(): Promise<boolean> {
    for (const { name, prompt, find } of checks)
      if (prompt && !found.has(name) && (await find({ since: sinceOf(name), ids: [] })).length > 0) return true;
    return false;
  }

  const worker = createPeriodicWorker({
    name: 'standing watch',
    seconds: Math.min(seconds, secondsWhenWrong),
    logger,
    async turn() {
      const pause = found.size > 0 ? Math.min(seconds, secondsWhenWrong) : seconds;
      if (Date.now() - lookedAt < pause * 1_000 && !(await findsAtOnce())) return false;
      lookedAt = Date.now();
      await look();
      return false;
    },
  });

  return {
    ...worker,
    report: () => ({
      ...(checkedAt ? { checkedAt } : {}),
      violations: [...found].flatMap(([invariant, findings]) =>
        findings.map(({ id, detail }) => ({ invariant, id, detail })),
      ),
    }),
    counts: () => counts,
    trouble: () =>
      found.size === 0
        ? undefined
        : `broken: ${[...found.keys()].map((name) => `${name} (${counts.get(name)})`).join('; ')}`,
  };
}
