/** Runs one of the stores' command-line tools; the last line of its stderr becomes the error. */
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';

export interface ToolRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** File to use as standard input. */
  readonly input?: string;
}

export async function runTool({ command, args, environment, input }: ToolRun): Promise<void> {
  const from = input === undefined ? undefined : openSync(input, 'r');
  try {
    const child = spawn(command, args, {
      env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', ...environment },
      stdio: [from ?? 'ignore', 'ignore', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', (error) => reject(new Error(`${command}: ${error.message}`)));
      child.once('close', resolve);
    });
    const stderr = child.stderr ? text(child.stderr) : '';
    const [code, errors] = await Promise.all([ended, stderr]);
    if (code !== 0)
      throw new Error(`${command} exited with ${code ?? 'a signal'}: ${errors.trim().split('\n').at(-1)}`);
  } finally {
    if (from !== undefined) closeSync(from);
  }
}
