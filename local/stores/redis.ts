/** Redis for one shop: every user sees its own keys only, and every write is in the append-only file within a second. */
import { createHash } from 'node:crypto';
import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RedisUserModel } from '@mambogo/operator/model/model.ts';
import type { ProcessSpec } from '../supervisor/process-spec.ts';
import type { StoreRoom } from './store-room.ts';

export function prepareRedis(room: StoreRoom, users: readonly RedisUserModel[]): void {
  mkdirSync(room.folder, { recursive: true, mode: 0o700 });
  const file = settingsFile(room);
  writeFileSync(file, redisSettings(room, users), { mode: 0o600 });
  if (room.user) for (const path of [room.folder, file]) chownSync(path, room.user.uid, room.user.gid);
}

const settingsFile = (room: StoreRoom) => join(room.folder, 'redis.conf');

/** Passwords are there as digests only. */
const redisSettings = (room: StoreRoom, users: readonly RedisUserModel[]): string =>
  [
    'bind 127.0.0.1',
    `port ${room.port}`,
    `dir "${room.folder}"`,
    'daemonize no',
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'maxmemory-policy noeviction',
    'user default off',
    ...users.map(({ name, passwordPurpose, keyPattern }) => {
      const digest = createHash('sha256').update(room.secret(passwordPurpose)).digest('hex');
      return `user ${name} on #${digest} ~${keyPattern} resetchannels +@all -@admin -@dangerous +info`;
    }),
    '',
  ].join('\n');

export const redisProcess = (room: StoreRoom, command: string): ProcessSpec => ({
  name: 'redis',
  command,
  args: [settingsFile(room)],
  folder: '/',
  user: room.user?.name,
  ready: /Ready to accept connections/,
  readyWithin: 60_000,
  orphanSignal: 'TERM',
});
