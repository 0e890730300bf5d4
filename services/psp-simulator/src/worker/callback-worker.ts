/**
 * Calls the merchant back: signed, until it answers 2xx, ever less often, for three days. What is due is read from the
 * ledger's file and marked there after the answer, so a kill costs at most a call that is made twice.
 */

import { createInterruptibleSleep } from '@mambogo/service/process/interruptible-sleep.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import { signatureHeader, signCallback } from '../domain/sign-callback.ts';
import type { Callbacks, DueCallback } from '../store/callbacks.ts';
import type { Ledger } from '../store/ledger.ts';

export interface CallbackWorkerParts {
  readonly callbacks: Callbacks;
  readonly ledger: Pick<Ledger, 'settle'>;
  /** Where the merchant wants to be called. */
  readonly url: string;
  readonly secret: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
}

const batchSize = 16;
const pollIntervalMs = 200;
const timeoutMs = 10_000;
const maxDelayMs = 600_000;

/** Milliseconds until the next call, after one in vain and `tries` before it: a second, doubling, at most ten minutes. */
export const retryDelayMs = (tries: number): number => Math.min(maxDelayMs, 1_000 * 2 ** Math.min(tries, 20));

export function createCallbackWorker(parts: CallbackWorkerParts): Worker {
  const { callbacks, ledger, url, secret, now, logger } = parts;
  const stopping = new AbortController();
  const sleeper = createInterruptibleSleep();
  let loop: Promise<void> | undefined;

  async function call({ number, eventId, body, tries }: DueCallback): Promise<void> {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [signatureHeader]: signCallback(body, secret, now()) },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(timeoutMs)]),
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`the merchant answered ${answer.status}`);
      callbacks.delivered(number);
    } catch (error) {
      if (stopping.signal.aborted) return;
      callbacks.postpone(number, retryDelayMs(tries));
      logger.warn({ err: error, eventId }, 'the merchant cannot be called back; it will be tried again');
    }
  }

  /** Answers whether there may be more to do at once. */
  async function sendDueCallbacks(): Promise<boolean> {
    ledger.settle();
    const due = callbacks.due(batchSize);
    await Promise.all(due.map(call));
    return due.length === batchSize;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const more = await sendDueCallbacks().catch((error: unknown) => {
        logger.warn({ err: error }, 'the ledger cannot be written; it will be tried again');
        return false;
      });
      if (!more && !stopping.signal.aborted) await sleeper.sleep(pollIntervalMs);
    }
  }

  return {
    start() {
      loop ??= run();
    },
    async stop() {
      stopping.abort();
      sleeper.wake();
      await loop;
    },
  };
}
