/**
 * Configuration of an embedded Redis, on one machine and in a cluster alike: every user can access its own keys only, and every
 * write reaches the append-only file within a second. Pure.
 */
import { createHash } from 'node:crypto';
import { loginAt } from './credential-generations.ts';
import type { RedisUserModel } from './model.ts';

export interface RedisServerOptions {
  /** Lines for the listening address and allowed connections. */
  readonly network: readonly string[];
  readonly folder: string;
  readonly users: readonly RedisUserModel[];
  /** Of a cluster: the user that manages it, and by which replicas follow their primaries. It reads no values. */
  readonly administrator?: { readonly name: string; readonly password: string };
  /** Those whose logins are accepted; default: the first. */
  readonly generations?: readonly number[];
  secret(purpose: string, generation?: number): string;
  /** Settings that override or extend the defaults. */
  readonly overrides?: Readonly<Record<string, string>>;
}

/**
 * MiB. The key limit leaves memory in the container for the rest: client buffers, and pages copied while the append-only file is
 * rewritten. A cart takes 0.5 to 2 KiB, so 80,000 fit.
 */
export const redisMemory = { keys: 160, container: 256 } as const;

/** The content of `redis.conf`. Carts must not be evicted: a full Redis rejects writes that need memory. */
export const redisSettings = ({
  network,
  folder,
  users,
  administrator,
  generations = [1],
  secret,
  overrides = {},
}: RedisServerOptions): string =>
  [
    ...network,
    `dir "${folder}"`,
    'daemonize no',
    'appendonly yes',
    'appendfsync everysec',
    // Background work five times a second instead of ten.
    'hz 5',
    'save ""',
    ...Object.entries({ maxmemory: `${redisMemory.keys}mb`, ...overrides }).map(([name, value]) => `${name} ${value}`),
    'maxmemory-policy noeviction',
    defaultUser,
    ...(administrator ? [administratorDirective(administrator)] : []),
    ...generations.flatMap((generation) =>
      users.map((user) =>
        userDirective(loginAt(user.name, generation), user, secret(user.passwordPurpose, generation)),
      ),
    ),
    '',
  ].join('\n');

/**
 * Redis replays its append-only file as the default user and checks the commands of a transaction against that user's
 * permissions, so the user needs all permissions, or each MULTI/EXEC (all writes of scripts) is dropped at start. The user is
 * off, so nobody can log in as it, with or without a password.
 */
const defaultUser = 'user default off ~* &* +@all';

/** The file contains the password's hash only. */
const userDirective = (login: string, { keyPattern }: RedisUserModel, password: string): string => {
  return `user ${login} on #${digestOf(password)} ~${keyPattern} resetchannels +@all -@admin -@dangerous +info`;
};

const administratorDirective = ({ name, password }: NonNullable<RedisServerOptions['administrator']>): string =>
  `user ${name} on #${digestOf(password)} resetchannels -@all +cluster +info +ping +psync +replconf`;

const digestOf = (password: string): string => createHash('sha256').update(password).digest('hex');
