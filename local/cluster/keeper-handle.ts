/** Starts the keeper and listens to it until the cluster runs; finds and ends one that runs. */
import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { identify } from '../supervisor/process-identity.ts';
import { Cancelled } from '../supervisor/progress.ts';
import { tryLock } from '../supervisor/runner-lock.ts';
import { StartError } from '../supervisor/start-error.ts';
import { gone } from './node/run-every.ts';
import type { ClusterRoom } from './room.ts';

/** Milliseconds that all processes of the node have to end. */
const patience = 60_000;

/** What the keeper says to who started it. */
export type Told = { readonly line: string } | { readonly up: true } | { readonly failed: string };

/** Resolves when the cluster's processes run; they go on when this process ends. */
export async function startKeeper(say: (line: string) => void, colour: boolean): Promise<void> {
  const script = fileURLToPath(new URL('keeper.ts', import.meta.url));
  const keeper = spawn(process.execPath, [...process.execArgv, script, colour ? 'colour' : 'plain'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await new Promise<void>((resolve, reject) => {
    keeper.on('message', (told: Told) => {
      if ('line' in told) say(told.line.trimEnd());
      else if ('up' in told) resolve();
      else reject(new StartError(told.failed));
    });
    keeper.once('error', reject);
    keeper.once('exit', () => reject(new Cancelled()));
  });
  keeper.disconnect();
  keeper.unref();
}

/** Its pid. */
export async function findKeeper(room: ClusterRoom): Promise<number | undefined> {
  const lock = await tryLock(room.folder);
  if ('heldBy' in lock) return Number(lock.heldBy);
  await lock.release();
  return undefined;
}

/** Resolves when it has ended, and with it all that it kept. */
export async function endKeeper(room: ClusterRoom): Promise<void> {
  const pid = await findKeeper(room);
  if (pid === undefined) return;
  const signal = (how: NodeJS.Signals) =>
    gone(
      () => identify(pid) !== undefined,
      () => process.kill(pid, how),
    );
  await signal('SIGTERM');
  const end = Date.now() + patience;
  while ((await findKeeper(room)) !== undefined) {
    // Its children end with it, and are swept otherwise.
    if (Date.now() > end) await signal('SIGKILL');
    await wait(100);
  }
}
