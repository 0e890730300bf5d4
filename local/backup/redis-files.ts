/**
 * Redis' append-only files (carts), copied while it runs and put back. Redis adds to them and never changes what is there; now and
 * then it begins new ones and says so in their manifest: a copy during which that happened is made again.
 */
import { chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SystemUser } from '../stores/system-user.ts';

const appendOnly = 'appendonlydir';
const maxAttempts = 20;

/**
 * @param folder of Redis
 * @param target is made
 */
export function copyRedisFiles(folder: string, target: string): void {
  const from = join(folder, appendOnly);
  if (!existsSync(from)) return;
  for (let tries = 0; tries < maxAttempts; tries++) {
    rmSync(target, { recursive: true, force: true });
    const before = manifestOf(from);
    try {
      cpSync(from, target, { recursive: true });
    } catch (error) {
      if (manifestOf(from) === before) throw error;
    }
    if (manifestOf(from) === before) return;
  }
  throw new Error('Redis begins new append-only files all the time: try again later');
}

/**
 * @param folder of a Redis that does not run
 * @param user whom Redis runs as
 */
export function restoreRedisFiles(source: string, folder: string, user: SystemUser | undefined): void {
  if (!existsSync(source)) return;
  const target = join(folder, appendOnly);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  cpSync(source, target, { recursive: true });
  if (!user) return;
  for (const path of [folder, target, ...readdirSync(target).map((name) => join(target, name))])
    chownSync(path, user.uid, user.gid);
}

function manifestOf(folder: string): string {
  const file = join(folder, 'appendonly.aof.manifest');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
