/**
 * Counts requests per minute by user and by address: first in this gateway's memory (local-counts.ts), then for all gateways
 * together in Redis; the higher count decides. So a Redis that is slow, frozen, unavailable or newly empty, or an event loop
 * that was busy when its response came, never allows a client more than one gateway's limit. A window begins with a client's
 * first request. Every count in Redis is one command on one key, so that it also works on a Redis cluster.
 */
import type { RateClass } from '@mambogo/contracts/rate-limits.ts';
import type { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { createLocalCounts } from './local-counts.ts';
import type { AllLimits } from './rate-limit-config.ts';

export type CountedBy = 'user' | 'address';

/** State of one limit after a request was counted. */
export interface LimitStatus {
  /** e.g. `cart-user` */
  readonly name: string;
  readonly by: CountedBy;
  /** Requests per window. */
  readonly quota: number;
  readonly remaining: number;
  /** Seconds until the window ends. */
  readonly seconds: number;
  readonly exceeded: boolean;
}

export interface Limiter {
  /**
   * Counts one request of a class for a user (a token's subject) or an address; undefined if the class has no such limit.
   * Never fails.
   */
  count(rate: RateClass, by: CountedBy, who: string): Promise<LimitStatus | undefined>;
}

export const windowSeconds = 60;

/** Milliseconds a request waits for Redis; after that the local count decides. */
const redisTimeoutMs = 500;

export interface LimiterSettings {
  readonly redis: Redis;
  /** Prefix of every key. */
  readonly prefix: string;
  readonly limits: () => AllLimits;
}

export function createLimiter({ redis, prefix, limits }: LimiterSettings): Limiter {
  const local = createLocalCounts(windowSeconds * 1_000);
  const counters = new Map<string, RateLimiterRedis>();

  /** The limit is compared here, not in Redis: counts stay valid, under the same keys, when limits change. */
  function counter(name: string): RateLimiterRedis {
    let found = counters.get(name);
    if (!found) {
      found = new RateLimiterRedis({
        keyPrefix: `${prefix}limit:${name}`,
        points: Number.MAX_SAFE_INTEGER,
        duration: windowSeconds,
        storeClient: redis,
        rejectIfRedisNotReady: true,
      });
      counters.set(name, found);
    }
    return found;
  }

  return {
    async count(rate, by, who) {
      const quota = limits()[rate][by];
      if (quota === undefined) return undefined;
      const name = `${rate}-${by}`;
      const key = `${name}:${who}`;
      const own = local.increment(key, quota);
      // Already over the limit by the local count: Redis is not called.
      const shared = own.count > quota ? undefined : await withTimeout(redisTimeoutMs, counter(name).consume(who));
      if (shared) local.raise(key, shared.consumedPoints, shared.msBeforeNext);
      const count = Math.max(own.count, shared?.consumedPoints ?? 0);
      const remainingMs = shared && shared.consumedPoints >= own.count ? shared.msBeforeNext : own.remainingMs;
      return {
        name,
        by,
        quota,
        remaining: Math.max(0, quota - count),
        seconds: Math.max(1, Math.ceil(remainingMs / 1_000)),
        exceeded: count > quota,
      };
    },
  };
}

/** The count in Redis, or undefined if it does not arrive in time. */
function withTimeout(timeoutMs: number, counted: Promise<RateLimiterRes>): Promise<RateLimiterRes | undefined> {
  return new Promise((resolve) => {
    // Timers run before sockets are read: after a busy spell the response may already be waiting, one event loop turn away.
    const timer = setTimeout(() => setImmediate(() => resolve(undefined)), timeoutMs);
    counted.then(
      (result) => {
        clearTimeout(timer);
        resolve(result);
      },
      (rejection: unknown) => {
        clearTimeout(timer);
        resolve(rejection instanceof RateLimiterRes ? rejection : undefined);
      },
    );
  });
}
