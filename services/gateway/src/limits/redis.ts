/**
 * The connection to Redis, a single server or a cluster. While it is unavailable nothing waits: a command fails at once. A command without a response within
 * a second (a frozen server) closes the connection, so that the following ones are not attempted. The limiter waits for half of
 * that (limiter.ts), far longer than a command takes even on an overloaded machine.
 */
import { backoff } from '@mambogo/contracts/backoff.ts';
import { storeTls } from '@mambogo/service/database/store-tls.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import { Cluster, Redis, type RedisOptions } from 'ioredis';

/** A single server or a cluster: every command of the gateway has one key. */
export type RedisConnection = Redis | Cluster;

export interface RedisSettings {
  /** redis://user@host:port; rediss: encrypted, with the server's certificate and name verified */
  readonly url: string;
  /** `host:port` of the members of a cluster, which then count instead of the host of `url`. */
  readonly members?: readonly string[];
  readonly password: string;
  /** CA certificates (PEM) for the server's certificate; default: those Node trusts. */
  readonly caFile?: string;
  readonly logger: Logger;
}

/** Milliseconds. */
const reconnecting = { first: 100, longest: 1_000 };

export function connectRedis({ url, members, password, caFile, logger }: RedisSettings): RedisConnection {
  const { protocol, hostname, port, username } = new URL(url);
  const host = hostname.replaceAll(/[[\]]/g, '');
  const retryStrategy = (attempt: number) => backoff(attempt, reconnecting);
  const options: RedisOptions = {
    username: decodeURIComponent(username) || undefined,
    password,
    socketTimeout: 1_000,
    connectTimeout: 2_000,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
  };
  const tls = protocol === 'rediss:' ? storeTls(host, caFile) : undefined;
  const redis = members
    ? new Cluster(members.map(nodeOf), {
        // Each member has a name of its own, in its certificate too. Names stay when addresses change.
        redisOptions: { ...options, ...(tls ? { tls: { ...tls, servername: undefined } } : {}) },
        dnsLookup: (name, done) => done(null, name),
        enableOfflineQueue: false,
        maxRedirections: 4,
        slotsRefreshTimeout: 2_000,
        clusterRetryStrategy: retryStrategy,
      })
    : new Redis({
        ...options,
        ...{ host, port: Number(port || 6_379), retryStrategy },
        ...(tls ? { tls: { ...tls } } : {}),
      });
  let isDisconnected = false;
  redis.on('ready', () => {
    logger.info(
      { event: 'rate_limits.redis_connected' },
      'Redis connected, rate limits are shared by all gateway instances',
    );
    isDisconnected = false;
  });
  redis.on('error', (error: Error) => {
    if (!isDisconnected)
      logger.warn(
        { event: 'rate_limits.redis_unavailable', err: error },
        'Redis unavailable, rate limits are counted per gateway instance',
      );
    isDisconnected = true;
  });
  return redis;
}

/** @param member `host:port` */
function nodeOf(member: string): { host: string; port: number } {
  const { hostname, port } = new URL(`redis://${member}`);
  return { host: hostname, port: Number(port) };
}
