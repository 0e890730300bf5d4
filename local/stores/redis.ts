/** Redis for one shop on this machine. */
import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RedisUserModel } from '@mambogo/operator/model/model.ts';
import { redisSettings } from '@mambogo/operator/model/redis-settings.ts';
import type { ProcessSpec } from '../supervisor/process-spec.ts';
import type { StoreRoom } from './store-room.ts';

export function prepareRedis(room: StoreRoom, users: readonly RedisUserModel[]): void {
  mkdirSync(room.folder, { recursive: true, mode: 0o700 });
  const file = settingsFile(room);
  const network = ['bind 127.0.0.1', `port ${room.port}`];
  writeFileSync(file, redisSettings({ network, folder: room.folder, users, secret: room.secret }), { mode: 0o600 });
  if (room.user) for (const path of [room.folder, file]) chownSync(path, room.user.uid, room.user.gid);
}

const settingsFile = (room: StoreRoom) => join(room.folder, 'redis.conf');

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
