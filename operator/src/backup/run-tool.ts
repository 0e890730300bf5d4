/** Runs one of the stores' command-line tools; the last line of its stderr becomes the error. */
import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

export interface ToolRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Its standard input. */
  readonly input?: Readable;
  /** Reads its standard output to the end. */
  readonly output?: (content: Readable) => Promise<unknown>;
}

export async function runTool({ command, args, environment, input, output }: ToolRun): Promise<void> {
  const child = spawn(command, args, {
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', ...environment },
    stdio: [input ? 'pipe' : 'ignore', output ? 'pipe' : 'ignore', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`${command}: ${error.message}`)));
    child.once('close', resolve);
  });
  const errors = child.stderr ? text(child.stderr) : Promise.resolve('');
  const streams = [
    ...(input && child.stdin ? [pipeline(input, child.stdin)] : []),
    ...(output && child.stdout ? [output(child.stdout)] : []),
  ].map((stream) =>
    stream.catch((error: unknown) => {
      // Nobody reads or writes any more: the tool must not wait for it.
      child.kill();
      throw error;
    }),
  );
  const results = await Promise.allSettled([ended, ...streams]);
  const [end] = results;
  if (end?.status === 'rejected') throw end.reason;
  const code = end?.value;
  // A tool that failed closes its streams early: its own words say more than theirs.
  const failed = results.find((one) => one.status === 'rejected');
  if (failed && (code === 0 || code === null)) throw failed.reason;
  if (code !== 0)
    throw new Error(`${command} exited with ${code ?? 'a signal'}: ${(await errors).trim().split('\n').at(-1)}`);
}
