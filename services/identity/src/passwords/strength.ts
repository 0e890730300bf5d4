/**
 * How easily a password is guessed: zxcvbn with lists of common and breached passwords, names and words (English, German), kept
 * in the package, so nothing leaves the shop. The lists take some 70 MiB and one check may take a second of processor time, so
 * it runs in a worker thread: started on demand, one check at a time, stopped after a minute without one. A password that can't
 * be checked within `timeoutMs` is accepted: it is long and matches no known pattern.
 */
import { Worker } from 'node:worker_threads';
import { z } from 'zod';

/** The main weakness, to help find a better password. */
export const weaknesses = ['common', 'personal', 'words', 'pattern', 'date', 'simple'] as const;
export type Weakness = (typeof weaknesses)[number];

export interface PasswordStrength {
  /**
   * @param known known words about this person or shop: names, addresses
   * @returns why it is too weak; undefined: it is strong enough; `busy`: too many checks are running
   */
  check(password: string, known: readonly string[]): Promise<Weakness | 'busy' | undefined>;
  stop(): Promise<void>;
}

const idleMs = 60_000;
const timeoutMs = 5_000;
const maxWaiting = 20;

const WorkerResponse = z.object({ weakness: z.enum(weaknesses).optional() });

export function createPasswordStrength(): PasswordStrength {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  async function end(): Promise<void> {
    clearTimeout(idle);
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  }

  async function ask(password: string, known: readonly string[]): Promise<Weakness | undefined> {
    clearTimeout(idle);
    worker ??= new Worker(new URL('./strength-worker.ts', import.meta.url));
    const judging = worker;
    judging.ref();
    judging.postMessage({ password, known });
    try {
      return await new Promise<Weakness | undefined>((resolve, reject) => {
        const timer = setTimeout(() => {
          resolve(undefined);
          void end();
        }, timeoutMs);
        judging.removeAllListeners();
        judging.once('message', (answer) => {
          clearTimeout(timer);
          resolve(WorkerResponse.parse(answer).weakness);
        });
        judging.once('error', (error) => {
          clearTimeout(timer);
          worker = undefined;
          reject(error);
        });
      });
    } finally {
      judging.unref();
      idle = setTimeout(() => void end(), idleMs).unref();
    }
  }

  return {
    async check(password, known) {
      if (waiting >= maxWaiting) return 'busy';
      waiting += 1;
      const current = last.then(() => ask(password, known));
      last = current.catch(() => undefined);
      return current.finally(() => {
        waiting -= 1;
      });
    },
    async stop() {
      await last;
      await end();
    },
  };
}
