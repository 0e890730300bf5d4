/** What the supervisor has to know of a process to start it, see that it is ready, keep it up and end it well. */
import type { Level } from './log-line.ts';

export interface ProcessSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** System user it runs as; only when the runner is root. */
  readonly user?: string;
  /** Before each start. */
  readonly beforeStart?: () => Promise<void>;
  /** Each time it is ready, before anybody is told so. */
  readonly afterReady?: () => Promise<void>;
  /** Ready when this line was logged, or when the question is answered with true. */
  readonly ready: RegExp | (() => Promise<boolean>);
  /** Milliseconds. */
  readonly readyTimeoutMs: number;
  /** How to ask it to end, and for how long to wait (ms) before it is made to. */
  readonly stopSignal?: NodeJS.Signals;
  readonly stopTimeoutMs?: number;
  /** What the kernel sends it should the runner vanish. Stores are given the chance to close their files. */
  readonly orphanSignal?: 'KILL' | 'TERM' | 'INT';
  /** From this level on its lines are also shown at the terminal. */
  readonly minLogLevel?: Level;
}
