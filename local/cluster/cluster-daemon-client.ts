/** Starts the cluster daemon and follows it until the cluster runs; finds and stops a running one. */
import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { processIdentity } from '../supervisor/process-identity.ts';
import { CancelledError } from '../supervisor/progress.ts';
import { tryLock } from '../supervisor/runner-lock.ts';
import { StartError } from '../supervisor/start-error.ts';
import type { ClusterLayout } from './cluster-layout.ts';
import { removeIfPresent } from './node/teardown-steps.ts';

/** Milliseconds for all processes of the node to exit. */
const stopTimeoutMs = 60_000;

/** Messages from the daemon to the process that started it. */
export type DaemonMessage = { readonly line: string } | { readonly up: true } | { readonly failed: string };

/** Resolves when the cluster's processes run; they continue when this process exits. */
export async function startClusterDaemon(onLine: (line: string) => void, colour: boolean): Promise<void> {
  const script = fileURLToPath(new URL('cluster-daemon.ts', import.meta.url));
  const daemon = spawn(process.execPath, [...process.execArgv, script, colour ? 'colour' : 'plain'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await new Promise<void>((resolve, reject) => {
    daemon.on('message', (message: DaemonMessage) => {
      if ('line' in message) onLine(message.line.trimEnd());
      else if ('up' in message) resolve();
      else reject(new StartError(message.failed));
    });
    daemon.once('error', reject);
    daemon.once('exit', () => reject(new CancelledError()));
  });
  daemon.disconnect();
  daemon.unref();
}

/** The daemon's pid. */
export async function findClusterDaemon(layout: ClusterLayout): Promise<number | undefined> {
  const lock = await tryLock(layout.folder);
  if ('heldBy' in lock) return Number(lock.heldBy);
  await lock.release();
  return undefined;
}

/** Resolves when the daemon has exited, with all processes it supervised. */
export async function stopClusterDaemon(layout: ClusterLayout): Promise<void> {
  const pid = await findClusterDaemon(layout);
  if (pid === undefined) return;
  const signal = (signalName: NodeJS.Signals) =>
    removeIfPresent(
      () => processIdentity(pid) !== undefined,
      () => process.kill(pid, signalName),
    );
  await signal('SIGTERM');
  const end = Date.now() + stopTimeoutMs;
  while ((await findClusterDaemon(layout)) !== undefined) {
    // Its children exit with it; leftovers are removed by the teardown.
    if (Date.now() > end) await signal('SIGKILL');
    await wait(100);
  }
}
