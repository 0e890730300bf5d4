/** People who sign up during faults, one at a time; in the end each of them must be able to log in. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { logInPages, signUpPages } from '../../shopper/log-in-pages.ts';
import { openSession } from '../../shopper/session.ts';
import type { Gate } from '../environment/gate.ts';
import type { LoadStats } from './load-stats.ts';

export interface Newcomers {
  /** Resolves when the sign-ups have stopped. */
  readonly done: Promise<void>;
  /** Logs in everyone whose sign-up succeeded; returns who can log in. */
  letIn(): Promise<ReadonlySet<string>>;
}

interface Doors {
  readonly shop: string;
  readonly stats: LoadStats;
  readonly stop: AbortSignal;
  readonly gate: Gate;
}

/** Milliseconds: hashing a password costs a quarter of a second of one core. */
const between = 20_000;
const tries = 5;

export function welcomeNewcomers({ shop, stats, stop, gate }: Doors): Newcomers {
  const passwords = new Map<string, string>();
  const signUp = async () => {
    const [login, password] = [`newcomer-${randomUUID()}`, randomUUID()];
    try {
      await openSession(shop, signUpPages(login, password));
      passwords.set(login, password);
      stats.history.record(login, { type: 'signed-up' });
    } catch {
      // Their sign-up was not confirmed.
      stats.unanswered += 1;
    }
  };
  const come = async () => {
    while (!stop.aborted) {
      await gate.passed();
      await signUp();
      await wait(between, undefined, { signal: stop }).catch(() => undefined);
    }
  };
  return {
    done: come(),
    async letIn() {
      const welcome = new Set<string>();
      for (const [login, password] of passwords)
        for (let left = tries; left > 0 && !welcome.has(login); left -= 1)
          await openSession(shop, logInPages(login, password)).then(
            () => welcome.add(login),
            () => undefined,
          );
      return welcome;
    },
  };
}
