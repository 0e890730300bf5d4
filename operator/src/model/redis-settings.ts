/**
 * What a Redis of the shop's own is told, on one machine and in a cluster alike: every user sees its own keys only, and every
 * write is in the append-only file within a second. Pure.
 */
import { createHash } from 'node:crypto';
import type { RedisUserModel } from './model.ts';

export interface RedisServerOptions {
  /** Lines that say where it listens and who may connect. */
  readonly network: readonly string[];
  readonly folder: string;
  readonly users: readonly RedisUserModel[];
  secret(purpose: string): string;
  /** Settings that are other than usual, or more. */
  readonly overrides?: Readonly<Record<string, string>>;
}

/**
 * MiB. What Redis may keep leaves room in its container for what it needs besides: buffers of clients, and copies of what is
 * written while the append-only file is rewritten. A cart takes 0.5 to 2 KiB: there is room for 80,000 of them.
 */
export const redisMemory = { keys: 160, container: 256 } as const;

/** The text of `redis.conf`. Carts must stay: a Redis that is full refuses what needs room, and forgets nothing. */
export const redisSettings = ({ network, folder, users, secret, overrides = {} }: RedisServerOptions): string =>
  [
    ...network,
    `dir "${folder}"`,
    'daemonize no',
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    ...Object.entries({ maxmemory: `${redisMemory.keys}mb`, ...overrides }).map(([name, value]) => `${name} ${value}`),
    'maxmemory-policy noeviction',
    defaultUser,
    ...users.map((user) => userDirective(user, secret(user.passwordPurpose))),
    '',
  ].join('\n');

/**
 * Redis replays its append-only file as the default user and checks the commands of a transaction against that user's rights,
 * so the user must have every right, or each MULTI/EXEC (all writes of scripts) is dropped at start. It is off, so that nobody
 * can log in as it, with or without a password.
 */
const defaultUser = 'user default off ~* &* +@all';

/** The password is there as a digest only. */
const userDirective = ({ name, keyPattern }: RedisUserModel, password: string): string => {
  const digest = createHash('sha256').update(password).digest('hex');
  return `user ${name} on #${digest} ~${keyPattern} resetchannels +@all -@admin -@dangerous +info`;
};
