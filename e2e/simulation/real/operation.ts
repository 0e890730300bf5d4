/** Operations of simulated processes: what they do, and what can go wrong with them. */
import type { Intent } from './intent.ts';

export interface Process {
  /** e.g. `order-2`. */
  readonly name: string;
  dead: boolean;
}

/** One unit of an instance's work: a delivery, a request, one run of a worker. */
export interface Task {
  readonly id: number;
  readonly process: Process;
  readonly what: string;
  readonly intent?: Intent | undefined;
  /** Resolves when it has ended, successfully or not. */
  ended: Promise<void>;
}

/**
 * lost: an error without the effect; answer-lost: an error after the effect; late: an error, and the effect much later;
 * crash-before, crash-after: the process dies before or after the effect.
 */
export type Fault = 'none' | 'lost' | 'answer-lost' | 'late' | 'crash-before' | 'crash-after';

export interface Effect<T> {
  readonly kind: 'sql' | 'publish' | 'provider';
  readonly what: string;
  readonly run: () => Promise<T>;
  /** Returns the error of a lost request or response; closes the connection that is lost with it. */
  readonly fail: () => Promise<Error>;
  /** Schedules the effect for later, where that is possible. */
  readonly postpone?: () => void;
  /** The server process of the connection it runs on. */
  readonly backend?: () => number | undefined;
}

export interface Operation {
  readonly task: Task;
  readonly kind: Effect<unknown>['kind'];
  readonly what: string;
  readonly canBeLate: boolean;
  readonly go: (fault: Fault) => Promise<void>;
  readonly reject: (error: Error) => void;
  readonly backend: () => number | undefined;
  blocked: boolean;
}

export class ProcessDied extends Error {
  override name = 'ProcessDied';
}

/** Runs an effect with a fault. */
export async function carryOut<T>({ run, fail, postpone }: Effect<T>, fault: Fault, process: Process): Promise<T> {
  if (fault === 'late' && postpone) postpone();
  if (fault === 'none') return run();
  if (fault === 'answer-lost') await run();
  if (fault === 'crash-after') {
    await run().finally(() => {
      process.dead = true;
    });
    throw new ProcessDied(process.name);
  }
  throw await fail();
}
