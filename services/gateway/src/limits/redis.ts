/**
 * The connection to Redis. While it is unavailable nothing waits: a command fails at once. A command without a response within
 * a second (a frozen server) closes the connection, so that the following ones are not attempted. The limiter waits for half of
 * that (limiter.ts), far longer than a command takes even on an overloaded machine.
 */
import { backoff } from '@mambogo/contracts/backoff.ts';
import { storeTls } from '@mambogo/service/database/store-tls.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import { Redis } from 'ioredis';

export interface RedisSettings {
  /** redis://user@host:port; rediss: encrypted, with the server's certificate and name verified */
  readonly url: string;
  readonly password: string;
  /** CA certificates (PEM) for the server's certificate; default: those Node trusts. */
  readonly caFile?: string;
  readonly logger: Logger;
}

/** Milliseconds. */
const reconnecting = { first: 100, longest: 1_000 };

export function connectRedis({ url, password, caFile, logger }: RedisSettings): Redis {
  const { protocol, hostname, port, username } = new URL(url);
  const host = hostname.replaceAll(/[[\]]/g, '');
  const redis = new Redis({
    host,
    ...(protocol === 'rediss:' ? { tls: { ...storeTls(host, caFile) } } : {}),
    port: Number(port || 6_379),
    username: decodeURIComponent(username) || undefined,
    password,
    socketTimeout: 1_000,
    connectTimeout: 2_000,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => backoff(attempt, reconnecting),
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
