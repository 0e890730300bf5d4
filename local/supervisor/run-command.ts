/** Runs a command to completion; on failure the error is one line with the reason. */
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
  /** File to append its output to. */
  readonly log?: string;
  readonly signal?: AbortSignal;
}

/** @returns stdout */
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
      const words = lastLine(errors) ?? lastLine(output) ?? 'no output';
      reject(new StartError(`${command.command} exited with ${signal ?? `code ${code}`}: ${words}`, { log }));
    });
    // A command that does not read its input may have reasons, which its exit code reports.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
  });
}

/** Output that can't be written is dropped: a command must not fail because of its log. */
export function addToLog(log: string | undefined, data: Buffer | string): void {
  try {
    if (log) appendFileSync(log, data);
  } catch {
    // Its last output is in the error, if it fails.
  }
}

const lastLine = (text: string): string | undefined =>
  text
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => line !== '');
