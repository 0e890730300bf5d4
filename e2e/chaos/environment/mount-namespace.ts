/** Runs this command again in its own mount namespace: its mounts end with it, however it ends. Needs root. */
import { spawn } from 'node:child_process';

const marker = 'MAMBOGO_OWN_MOUNTS';

/** @returns the exit code of the nested run; undefined: this is the nested run */
export async function inMountNamespace(): Promise<number | undefined> {
  if (process.env[marker]) return undefined;
  const command = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', 'unshare', '--mount', '--', ...command], {
    stdio: 'inherit',
    env: { ...process.env, [marker]: '1' },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
