/**
 * Spawns a process that does not outlive the runner: it has a session of its own, so that Ctrl-C reaches only the runner, and the
 * kernel signals it when the runner dies, for whatever reason.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { ProcessSpec } from './process-spec.ts';

export type Child = ChildProcessByStdio<null, Readable, Readable>;

export function spawnChild(spec: ProcessSpec): Child {
  const { user, command, args, folder, environment, orphanSignal = 'KILL' } = spec;
  const asUser = user ? [`--reuid=${user}`, `--regid=${user}`, '--init-groups'] : [];
  return spawn('setpriv', ['--pdeathsig', orphanSignal, ...asUser, '--', command, ...args], {
    cwd: folder,
    detached: true,
    env: { ...inheritedEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Environment for all processes; the runner's own settings are left out. */
export const inheritedEnvironment = (): Record<string, string> => ({
  PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin`,
  HOME: process.env.HOME ?? '/',
  LANG: 'C.UTF-8',
  TZ: 'UTC',
});
