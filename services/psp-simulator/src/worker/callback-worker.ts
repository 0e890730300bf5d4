/**
 * Sends signed callbacks to the merchant until it responds with 2xx, with exponential backoff, for three days. Due callbacks are
 * read from the ledger and marked there after the response, so a kill causes at most a duplicate delivery.
 */

import { backoff } from '@mambogo/contracts/backoff.ts';
import { createPollingWorker } from '@mambogo/service/process/polling-worker.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import { signatureHeader, signCallback } from '../domain/sign-callback.ts';
import type { Callbacks, DueCallback } from '../store/callbacks.ts';
import type { Ledger } from '../store/ledger.ts';

export interface CallbackWorkerParts {
  readonly callbacks: Callbacks;
  readonly ledger: Pick<Ledger, 'settle' | 'isSettling'>;
  /** The merchant's callback URL. */
  readonly url: string;
  readonly secret: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly logger: Logger;
}

const batchSize = 16;
const pollIntervalSeconds = 0.2;
/** Where nothing is waiting; what is new wakes it. */
const idlePollIntervalSeconds = 5;
const timeoutMs = 10_000;
/** Milliseconds. */
const redelivery = { first: 1_000, longest: 600_000 };

export function createCallbackWorker(parts: CallbackWorkerParts): Worker {
  const { callbacks, ledger, url, secret, now, logger } = parts;
  const stopping = new AbortController();

  async function call({ number, eventId, body, tries }: DueCallback): Promise<void> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', [signatureHeader]: signCallback(body, secret, now()) },
        body,
        redirect: 'manual',
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(timeoutMs)]),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`the merchant responded with status ${response.status}`);
      callbacks.delivered(number);
    } catch (error) {
      if (stopping.signal.aborted) return;
      callbacks.postpone(number, Math.ceil(backoff(tries + 1, redelivery)));
      logger.warn({ event: 'simulator.callback_failed', eventId, err: error }, 'webhook delivery failed, will retry');
    }
  }

  /** Returns whether there may be more due callbacks; false: not even later. */
  async function sendDueCallbacks(): Promise<boolean | undefined> {
    ledger.settle();
    const due = callbacks.due(batchSize);
    await Promise.all(due.map(call));
    if (due.length === batchSize) return true;
    return callbacks.areWaiting() || ledger.isSettling() ? undefined : false;
  }

  const poller = createPollingWorker({
    name: 'callbacks',
    seconds: pollIntervalSeconds,
    idleSeconds: idlePollIntervalSeconds,
    logger,
    tick: () =>
      sendDueCallbacks().catch((error: unknown) => {
        logger.warn({ event: 'simulator.ledger_write_failed', err: error }, 'ledger cannot be written, will retry');
        return undefined;
      }),
  });
  callbacks.onNew(poller.wake);

  return {
    start: poller.start,
    async stop() {
      stopping.abort();
      await poller.stop();
    },
  };
}
