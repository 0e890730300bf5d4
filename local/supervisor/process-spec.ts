/** How to start a process, detect that it is ready, keep it running and stop it. */
import type { Level } from './log-line.ts';

export interface ProcessSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** System user it runs as; only when the runner is root. */
  readonly user?: string;
  /** Runs before each start. */
  readonly beforeStart?: () => Promise<void>;
  /** Runs each time it is ready, before that is reported. */
  readonly afterReady?: () => Promise<void>;
  /** Ready when this line was logged, or when the check returns true. */
  readonly ready: RegExp | (() => Promise<boolean>);
  /** Milliseconds. */
  readonly readyTimeoutMs: number;
  /** Signal to stop it, and milliseconds to wait before SIGKILL. */
  readonly stopSignal?: NodeJS.Signals;
  readonly stopTimeoutMs?: number;
  /** Signal from the kernel if the runner dies. Stores get the chance to close their files. */
  readonly orphanSignal?: 'KILL' | 'TERM' | 'INT';
  /** Lines from this level on are also shown at the terminal. */
  readonly minLogLevel?: Level;
}
