/** Runs one of a service's tasks (`src/<task>.ts`) beside the running service, with its settings. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { ServiceModel } from '@mambogo/operator/model/model.ts';
import { nodeFlags, serviceFolder } from './service-process.ts';

/** Returns its log; rejects with its last output. */
export async function runServiceTask(
  { name, environment }: Pick<ServiceModel, 'name' | 'environment'>,
  task: string,
  args: readonly string[],
): Promise<string> {
  const child = spawn(process.execPath, [...nodeFlags, `src/${task}.ts`, ...args], {
    cwd: serviceFolder(name),
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (code !== 0) throw new Error(`${task} of ${name} failed: ${err.trim() || out.trim() || 'no output'}`);
  return out;
}

/** A number that a task logged under this name. */
export const loggedCount = (log: string, name: string): string => new RegExp(`"${name}":(\\d+)`).exec(log)?.[1] ?? '?';
