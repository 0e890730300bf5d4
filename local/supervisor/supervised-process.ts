/**
 * One process under supervision.
 *
 *   stopped --start--> starting --ready--> running --exits--> waiting --back-off over--> starting
 *                         |                   |                 |
 *                         | exits or is late  | stop            | stop
 *                         v                   v                 v
 *                  stopped (start fails)   stopping --exits--> stopped
 *
 * The first start fails when the process exits or is not ready in time. After that it is restarted whenever it exits, with a
 * back-off of up to 0.5 s, doubling to 30 s, and 0.5 s again once it was up for a minute.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { backoff } from '@mambogo/contracts/backoff.ts';
import type { ProcessLog } from './process-log.ts';
import type { ProcessRecord } from './process-record.ts';
import type { ProcessSpec } from './process-spec.ts';
import { CancelledError } from './progress.ts';
import { type Child, spawnChild } from './spawn-child.ts';
import { StartError } from './start-error.ts';

export type ProcessState = 'stopped' | 'starting' | 'running' | 'waiting' | 'stopping';

export interface SupervisedProcess {
  readonly name: string;
  readonly log: string;
  state(): ProcessState;
  pid(): number | undefined;
  /** Resolves when it is ready. */
  start(): Promise<void>;
  /** Resolves when it has exited. */
  stop(): Promise<void>;
  /** Sends a signal from outside: a process that exits is restarted. */
  kill(signal: NodeJS.Signals): void;
}

export interface ProcessContext {
  readonly log: ProcessLog;
  readonly ledger: ProcessRecord;
  readonly warn: (line: string) => void;
}

/** Milliseconds. */
const restarting = { first: 500, longest: 30_000 };
const backoffResetMs = 60_000;
const pollIntervalMs = 50;

export function superviseProcess(spec: ProcessSpec, { log, ledger, warn }: ProcessContext): SupervisedProcess {
  let state: ProcessState = 'stopped';
  let child: Child | undefined;
  let exits = 0;
  let ended: Promise<string> = Promise.resolve('not started');
  let callOff = new AbortController();

  /** Starts it once; `ended` resolves with how it exited. */
  const launch = () => {
    state = 'starting';
    log.setMinLevel(false);
    const launched = spawnChild(spec);
    const began = performance.now();
    child = launched;
    log.note(`started as pid ${launched.pid ?? '?'}`);
    if (launched.pid) ledger.started(spec.name, launched.pid);
    log.follow(launched.stdout);
    log.follow(launched.stderr);
    ended = new Promise((resolve) => {
      launched.once('error', (error) => resolve(`could not be started: ${error.message}`));
      launched.once('close', (code, signal) => resolve(signal ? `was ended by ${signal}` : `exited with code ${code}`));
    });
    void ended.then((how) => {
      log.note(how);
      if (launched.pid) ledger.ended(launched.pid);
      child = undefined;
      if (performance.now() - began > backoffResetMs) exits = 0;
    });
  };

  /** Resolves when it is ready; rejects when it exits before, or takes too long. */
  const becomeReady = async () => {
    const over = new AbortController();
    const late = wait(spec.readyTimeoutMs, 'late' as const, { signal: over.signal }).catch(() => 'late' as const);
    const outcome = await Promise.race([waitUntilReady(spec, log, over.signal), ended, late]);
    over.abort();
    if (outcome === 'ready') {
      await spec.afterReady?.();
      log.setMinLevel(true);
      if (state === 'starting') state = 'running';
      return;
    }
    if (callOff.signal.aborted) throw new CancelledError();
    const why = outcome === 'late' ? `was not ready within ${spec.readyTimeoutMs / 1_000} s` : outcome;
    const lastWords = log.tail().findLast((line) => !line.startsWith('---'));
    throw new StartError(`${spec.name} ${why}${lastWords ? `: ${lastWords}` : ''}`, { log: log.file });
  };

  const supervise = async () => {
    for (;;) {
      const how = await ended;
      if (callOff.signal.aborted) return;
      state = 'waiting';
      exits += 1;
      const pause = backoff(exits, restarting);
      warn(`${spec.name} ${how}; restarting in ${(pause / 1_000).toFixed(1)} s (log: ${log.file})`);
      await wait(pause, undefined, { signal: callOff.signal }).catch(() => undefined);
      if (callOff.signal.aborted) return;
      try {
        await spec.beforeStart?.();
      } catch (error) {
        warn(`${spec.name} could not be prepared: ${error instanceof Error ? error.message : error}`);
        continue;
      }
      if (callOff.signal.aborted) return;
      launch();
      await becomeReady().catch(() => child?.kill('SIGKILL'));
    }
  };

  return {
    name: spec.name,
    log: log.file,
    state: () => state,
    pid: () => child?.pid,
    async start() {
      callOff = new AbortController();
      exits = 0;
      await spec.beforeStart?.();
      launch();
      await becomeReady();
      void supervise();
    },
    async stop() {
      callOff.abort();
      if (child) {
        state = 'stopping';
        // A suspended process handles no other signal.
        child.kill('SIGCONT');
        child.kill(spec.stopSignal ?? 'SIGTERM');
        const force = setTimeout(() => child?.kill('SIGKILL'), spec.stopTimeoutMs ?? 10_000);
        await ended;
        clearTimeout(force);
      }
      state = 'stopped';
    },
    kill: (signal) => void child?.kill(signal),
  };
}

async function waitUntilReady(spec: ProcessSpec, log: ProcessLog, over: AbortSignal): Promise<'ready'> {
  const condition = spec.ready;
  if (condition instanceof RegExp) {
    return new Promise((resolve) => {
      const stopWatching = log.watch((line) => condition.test(line) && resolve('ready'));
      over.addEventListener('abort', stopWatching);
    });
  }
  while (!over.aborted) {
    if (await condition().catch(() => false)) return 'ready';
    await wait(pollIntervalMs);
  }
  return new Promise(() => undefined);
}
