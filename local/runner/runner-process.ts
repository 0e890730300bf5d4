/** `npm start` as a person runs it: a process with its output, for tests and benches. */
import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const thisCheckout = resolve(import.meta.dirname, '../..');

export interface RunnerProcess {
  readonly child: ChildProcess;
  /** Everything it printed so far. */
  output(): string;
  /** Resolves when it printed this; rejects when it ended before or `milliseconds` went by. */
  waitForOutput(text: string, milliseconds?: number): Promise<void>;
  /** Its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

export interface RunnerOptions {
  /** Folder of the checkout to run; default: this one. */
  readonly checkout?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Words before the command, e.g. to run it as somebody else. */
  readonly wrapper?: readonly string[];
}

const started = new Set<RunnerProcess>();

/** Stops all that this process started, also those a failed test forgot, which would keep the test file from ending. */
export async function stopRunners(): Promise<void> {
  for (const { child } of started) child.kill('SIGTERM');
  await Promise.all([...started].map(({ ended }) => ended));
}

export function startRunner({ checkout = thisCheckout, args = [], env, wrapper = [] }: RunnerOptions): RunnerProcess {
  const command = [...wrapper, process.execPath, join(checkout, 'local/bootstrap.cjs'), 'start', ...args];
  const child = spawn(command[0] ?? '', command.slice(1), {
    cwd: checkout,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  let code: number | null | undefined;
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data: Buffer) => {
      text += data.toString();
    });
  const ended = new Promise<number | null>((done) => {
    child.on('close', (exit) => {
      code = exit;
      started.delete(runner);
      done(exit);
    });
  });
  const runner: RunnerProcess = {
    child,
    ended,
    output: () => text,
    async waitForOutput(expected, milliseconds = 120_000) {
      const end = Date.now() + milliseconds;
      while (!text.includes(expected)) {
        if (code !== undefined) throw new Error(`it ended with ${code} before it said "${expected}":\n${text}`);
        if (Date.now() > end) throw new Error(`it did not say "${expected}" in ${milliseconds} ms:\n${text}`);
        await wait(50);
      }
    },
  };
  started.add(runner);
  return runner;
}

/** Whether something listens there. */
export const acceptsConnections = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.on('error', () => done(false));
  });
