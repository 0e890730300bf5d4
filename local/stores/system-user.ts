/** Users of this machine: servers refuse to run as root, so a root runner runs them as their own users. */
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartError } from '../supervisor/start-error.ts';
import { isRoot } from '../toolchain/cache-folder.ts';

export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** undefined when the runner is not root: then everything is its user's. */
export function serverUser(name: string): SystemUser | undefined {
  if (!isRoot) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (!uid || !gid)
    throw new StartError(`this machine has no user ${name}, whom its server runs as: reinstall the package`);
  return { name, uid: Number(uid), gid: Number(gid) };
}

/** Servers that run as users of their own must be able to reach their folders. */
export function requireTraversable(folder: string): void {
  if (!isRoot) return;
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) {
      throw new StartError(
        `${at} can't be entered by the users the stores run as: name another folder in MAMBOGO_DATA`,
      );
    }
  }
}
