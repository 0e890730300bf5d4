/** Redis for one shop on this machine. */
import { chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RedisUserModel } from '@mambogo/operator/model/model.ts';
import { redisSettings } from '@mambogo/operator/model/redis-settings.ts';
import type { ProcessSpec } from '../supervisor/process-spec.ts';
import type { StoreOptions } from './store-options.ts';

export function prepareRedis(options: StoreOptions, users: readonly RedisUserModel[]): void {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const file = settingsFile(options);
  const network = ['bind 127.0.0.1', `port ${options.port}`];
  writeFileSync(file, redisSettings({ network, folder: options.folder, users, secret: options.secret }), {
    mode: 0o600,
  });
  if (options.user) for (const path of [options.folder, file]) chownSync(path, options.user.uid, options.user.gid);
}

const settingsFile = (options: StoreOptions) => join(options.folder, 'redis.conf');

export const redisProcess = (options: StoreOptions, command: string): ProcessSpec => ({
  name: 'redis',
  command,
  args: [settingsFile(options)],
  folder: '/',
  user: options.user?.name,
  ready: /Ready to accept connections/,
  readyTimeoutMs: 60_000,
  orphanSignal: 'TERM',
});
