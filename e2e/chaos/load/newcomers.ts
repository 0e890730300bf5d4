/** People who sign up while faults strike, now and then one; in the end each must be let in. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { logInPages, signUpPages } from '../../shopper/log-in-pages.ts';
import { openSession } from '../../shopper/session.ts';
import type { Gate } from '../environment/gate.ts';
import type { LoadStats } from './load-stats.ts';

export interface Newcomers {
  /** Resolves when nobody comes any more. */
  readonly done: Promise<void>;
  /** Logs in each who was told that they have an account; who is let in. */
  letIn(): Promise<ReadonlySet<string>>;
}

interface Doors {
  readonly shop: string;
  readonly stats: LoadStats;
  readonly stop: AbortSignal;
  readonly gate: Gate;
}

/** Milliseconds: a password costs a quarter of a second of one processor. */
const between = 20_000;
const tries = 5;

export function welcomeNewcomers({ shop, stats, stop, gate }: Doors): Newcomers {
  const passwords = new Map<string, string>();
  const signUp = async () => {
    const [login, password] = [`newcomer-${randomUUID()}`, randomUUID()];
    try {
      await openSession(shop, signUpPages(login, password));
      passwords.set(login, password);
      stats.history.note(login, { type: 'signed-up' });
    } catch {
      // They were not told that they have an account.
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
