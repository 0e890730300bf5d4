/** Terminal output: one line per step with its duration, and errors. */
import { fstatSync, writeSync } from 'node:fs';
import { errorLine } from './start-error.ts';

export interface Progress {
  /** Runs a step; announces it only when it takes a while, and always reports its duration. */
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
  print(line: string): void;
  warn(line: string): void;
  /** Whether a step has already reported this error: one failure, one line, however many steps it ends. */
  hasReported(error: unknown): boolean;
}

/** A running step is announced after this time, and again at every interval. */
const announceAfterMs = 3_000;
const announceIntervalMs = 30_000;

/** The parts of a terminal that are used. */
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

/** Output to a file on a full disk or to a closed pipe is dropped. */
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

/** For tests and benches: errors only. */
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
