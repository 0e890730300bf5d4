/**
 * How easily a password is guessed: zxcvbn with lists of common and breached passwords, names and words (English, German), kept
 * in the package, so nothing leaves the shop. The lists take some 70 MiB and one judgement may take a second of processor time,
 * so it is done in a worker thread: started when somebody chooses a password, one at a time, ended when nobody has for a minute.
 * What can't be judged within `timeoutMs` passes: it is long and of no known pattern.
 */
import { Worker } from 'node:worker_threads';
import { z } from 'zod';

/** What makes it weak, as far as that helps to find a better one. */
export const weaknesses = ['common', 'personal', 'words', 'pattern', 'date', 'simple'] as const;
export type Weakness = (typeof weaknesses)[number];

export interface PasswordStrength {
  /**
   * @param known what is known about this person or shop: names, addresses
   * @returns why it is too weak; undefined: it is strong enough; `busy`: too many are being judged
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
