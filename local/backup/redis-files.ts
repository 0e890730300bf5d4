/**
 * Copies Redis' append-only files (carts) while it runs, and restores them. Redis only appends to them; now and then it starts
 * new files and records them in its manifest: a copy during which that happened is repeated.
 */
import { chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SystemUser } from '../stores/system-user.ts';

const appendOnly = 'appendonlydir';
const maxAttempts = 20;

/**
 * @param folder of Redis
 * @param target created
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
  throw new Error('Redis keeps rewriting its append-only files: try again later');
}

/**
 * @param folder data folder of a stopped Redis
 * @param user system user of Redis
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
