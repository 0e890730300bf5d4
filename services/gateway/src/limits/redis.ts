/**
 * The connection to Redis. When it is away nothing waits for it: a command fails at once. One that gets no answer in a second
 * (a frozen server) takes the connection down with it, so that the next ones do not try; who counts waits for half of that
 * (limiter.ts), which is far beyond what a command takes, also on a machine with too much to do.
 */

import { storeTls } from '@mambogo/service/database/store-tls.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';
import { Redis } from 'ioredis';

export interface RedisSettings {
  /** redis://user@host:port; rediss: encrypted, and the server's certificate and name are verified */
  readonly url: string;
  readonly password: string;
  /** Certificates (PEM) of who may vouch for the server; without, those Node trusts. */
  readonly caFile?: string;
  readonly logger: Logger;
}

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
    retryStrategy: (attempt) => Math.min(attempt * 100, 1_000),
  });
  let isDisconnected = false;
  redis.on('ready', () => {
    logger.info('Redis is there: limits are counted for all gateways together');
    isDisconnected = false;
  });
  redis.on('error', (error: Error) => {
    if (!isDisconnected) logger.warn({ err: error }, 'Redis is away: limits are counted by each gateway for itself');
    isDisconnected = true;
  });
  return redis;
}
