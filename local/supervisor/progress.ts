/** What the person at the terminal sees: a line for every step with the time it took, and what went wrong. */
import { fstatSync, writeSync } from 'node:fs';
import { errorLine } from './start-error.ts';

export interface Progress {
  /** Runs a step; says that it began only when it takes a while, and always what it took. */
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
  print(line: string): void;
  warn(line: string): void;
  /** Whether a step has already told of this error: one failure, one line, however many steps it ends. */
  hasReported(error: unknown): boolean;
}

/** After this a running step is announced, and again at every interval. */
const announceAfterMs = 3_000;
const announceIntervalMs = 30_000;

/** As much of a terminal as is needed. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): boolean;
}

export function terminalProgress(out: Terminal = standardOutput()): Progress {
  const colour = (code: number, text: string) => (out.isTTY ? `\u001b[${code}m${text}\u001b[0m` : text);
  const known = new WeakSet<object>();
  const reported = (error: unknown) => typeof error === 'object' && error !== null && known.has(error);
  const say = (line: string) => void out.write(`${line}\n`);
  return {
    print: say,
    hasReported: reported,
    warn: (line) => say(`${colour(33, '!')} ${line}`),
    async step(name, work) {
      const began = performance.now();
      const seconds = () => `${((performance.now() - began) / 1_000).toFixed(1)} s`;
      let announcement = setTimeout(function announce() {
        say(`${colour(36, '…')} ${name} ${colour(2, seconds())}`);
        announcement = setTimeout(announce, announceIntervalMs);
      }, announceAfterMs);
      try {
        const result = await work();
        say(`${colour(32, '✓')} ${name} ${colour(2, seconds())}`);
        return result;
      } catch (error) {
        if (!isCancelled(error) && !reported(error)) say(`${colour(31, '✗')} ${name}: ${errorLine(error)}`);
        if (typeof error === 'object' && error !== null) known.add(error);
        throw error;
      } finally {
        clearTimeout(announcement);
      }
    },
  };
}

/** A file as standard output may be on a full disk, a pipe may be gone: lines are lost then, and nothing else. */
function standardOutput(): Terminal {
  process.stdout.on('error', () => undefined);
  if (!fstatSync(1).isFile()) return process.stdout;
  return {
    write(text) {
      try {
        writeSync(1, text);
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** For tests and benches: only what goes wrong. */
export const silentProgress: Progress = {
  step: (_, work) => work(),
  print: () => undefined,
  hasReported: () => false,
  warn: (line) => console.error(`! ${line}`),
};

export class CancelledError extends Error {
  override name = 'Cancelled';
  constructor() {
    super('called off');
  }
}
export const isCancelled = (error: unknown): boolean => error instanceof CancelledError;
