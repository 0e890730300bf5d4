/** Runs a command that ends by itself, and says in one line what went wrong if it did not end well. */
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { inheritedEnvironment } from './spawn-child.ts';
import { StartError } from './start-error.ts';

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly user?: string;
  readonly input?: string;
  /** File that its output is added to. */
  readonly log?: string;
  readonly signal?: AbortSignal;
}

/** @returns what it wrote to standard output */
export function runCommand(command: Command): Promise<string> {
  const { user, folder, environment, input, log } = command;
  const asUser = user ? [`--reuid=${user}`, `--regid=${user}`, '--init-groups'] : [];
  return new Promise((resolve, reject) => {
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', ...asUser, '--', command.command, ...command.args], {
      cwd: folder,
      detached: true,
      env: { ...inheritedEnvironment(), ...environment },
      stdio: ['pipe', 'pipe', 'pipe'],
      signal: command.signal,
      killSignal: 'SIGKILL',
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
      addToLog(log, data);
    });
    child.stderr.on('data', (data: Buffer) => {
      errors = (errors + data.toString()).slice(-4_000);
      addToLog(log, data);
    });
    child.once('error', (error) => reject(new StartError(`${command.command}: ${error.message}`, { log })));
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(output);
      const words = lastLine(errors) ?? lastLine(output) ?? 'without a word';
      reject(new StartError(`${command.command} ended with ${signal ?? `code ${code}`}: ${words}`, { log }));
    });
    // One that does not read its input has its own reasons, which its exit code tells.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}

/** What can't be written is dropped: a command does not fail for want of a log. */
export function addToLog(log: string | undefined, data: Buffer | string): void {
  try {
    if (log) appendFileSync(log, data);
  } catch {
    // Its last words are in the error, if it fails.
  }
}

const lastLine = (text: string): string | undefined =>
  text
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => line !== '');
