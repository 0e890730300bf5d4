/**
 * Follows an endless response of JSON lines of another service, through the sidecar: connects again whenever it breaks or is
 * silent, first at once, then at growing intervals. What the lines mean, and when the reader is up to date, is for the caller.
 */
import { backoff } from '@mambogo/contracts/backoff.ts';
import type { Sidecar } from '@mambogo/dapr/sidecar.ts';
import type { Worker } from '../process/worker.ts';
import { readLines } from './read-lines.ts';

export interface FeedSettings {
  readonly sidecar: Pick<Sidecar, 'invoke'>;
  readonly service: string;
  /** Path and query of the next connection. */
  readonly path: () => string;
  /** Aborted to stop following. */
  readonly stopping: AbortSignal;
  /** Milliseconds without a line after which the feed counts as dead. */
  readonly silenceTimeoutMs: number;
  /** Called with each line; one that throws ends the connection. */
  readonly onLine: (line: string) => void;
  /** Called with a status other than 200, before the next attempt. */
  readonly onRefused?: (status: number) => void;
  /** Called each time the feed ends or can't be reached, except after stopping. */
  readonly onDisconnected: (error: unknown) => void;
}

export interface FeedFollower extends Worker {
  start(): void;
  /** The reader is up to date: the next interruption is retried at once. */
  markHealthy(): void;
}

/** Milliseconds. */
const reconnecting = { first: 100, longest: 2_000 };

export function followFeed(settings: FeedSettings): FeedFollower {
  const ended = new AbortController();
  const signal = AbortSignal.any([settings.stopping, ended.signal]);
  let failures = 0;
  let loop: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await follow().catch((error: unknown) => {
        if (!signal.aborted) settings.onDisconnected(error);
      });
      failures += 1;
      await sleep(backoff(failures, reconnecting), signal);
    }
  }

  async function follow(): Promise<never> {
    const silenceAbort = new AbortController();
    const response = await settings.sidecar.invoke(settings.service, {
      method: 'GET',
      path: settings.path(),
      stream: true,
      signal: AbortSignal.any([signal, silenceAbort.signal]),
    });
    const silent = () => silenceAbort.abort(new Error('the feed is silent'));
    const timer = setTimeout(silent, settings.silenceTimeoutMs);
    try {
      if (response.statusCode !== 200) {
        settings.onRefused?.(response.statusCode);
        await response.body.dump();
        throw new Error(`${settings.service} returned ${response.statusCode}`);
      }
      for await (const line of readLines(response.body)) {
        timer.refresh();
        settings.onLine(line);
      }
    } finally {
      clearTimeout(timer);
    }
    throw new Error('the feed ended');
  }

  return {
    start() {
      loop ??= run();
    },
    async stop() {
      ended.abort();
      await loop;
    },
    markHealthy() {
      failures = 0;
    },
  };
}

const sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    timer.unref();
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
