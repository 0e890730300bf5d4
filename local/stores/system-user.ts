/** System users of the stores: servers refuse to run as root, so a root runner uses their own users. */
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartError } from '../supervisor/start-error.ts';
import { isRoot } from '../toolchain/cache-folder.ts';

export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** undefined when the runner is not root: then everything belongs to its user. */
export function serverUser(name: string): SystemUser | undefined {
  if (!isRoot) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (!uid || !gid) throw new StartError(`the system user ${name} of the server does not exist: reinstall the package`);
  return { name, uid: Number(uid), gid: Number(gid) };
}

/** Servers with their own system users must be able to traverse to their folders. */
export function requireTraversable(folder: string): void {
  if (!isRoot) return;
  for (let at = folder; at !== dirname(at); at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) {
      throw new StartError(`${at} cannot be entered by the stores' system users: name another folder in MAMBOGO_DATA`);
    }
  }
}
