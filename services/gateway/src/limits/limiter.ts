/**
 * Counts requests a minute by user and by address: in this gateway's memory first (local-counts.ts), then for all gateways
 * together in Redis, and the higher count decides. So a Redis that is slow, frozen, away or newly empty, or an event loop that
 * was busy when its answer came, never gives anybody more than one gateway's limit. A minute begins with the first request of
 * whoever is counted. Every count in Redis is one command on one key, so that it works on a Redis cluster too.
 */
import type { RateClass } from '@mambogo/contracts/rate-limits.ts';
import type { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { createLocalCounts } from './local-counts.ts';
import type { AllLimits } from './rate-limit-config.ts';

export type CountedBy = 'user' | 'address';

/** What is left of one limit. */
export interface LimitStatus {
  /** e.g. `cart-user` */
  readonly name: string;
  readonly by: CountedBy;
  /** Requests a window. */
  readonly quota: number;
  readonly remaining: number;
  /** Until the window ends. */
  readonly seconds: number;
  readonly exceeded: boolean;
}

export interface Limiter {
  /**
   * Counts one request of a class for a user (a token's subject) or an address; undefined where the class has no such limit.
   * Never fails.
   */
  count(rate: RateClass, by: CountedBy, who: string): Promise<LimitStatus | undefined>;
}

export const windowSeconds = 60;

/** Milliseconds that a request waits for Redis; afterwards the local count decides. */
const redisTimeoutMs = 500;

export interface LimiterSettings {
  readonly redis: Redis;
  /** Precedes every key. */
  readonly prefix: string;
  readonly limits: () => AllLimits;
}

export function createLimiter({ redis, prefix, limits }: LimiterSettings): Limiter {
  const local = createLocalCounts(windowSeconds * 1_000);
  const counters = new Map<string, RateLimiterRedis>();

  /** The limit is compared here: what was counted stays, under the same keys, when limits change. */
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
      // Over the limit by its own count already: Redis is not asked.
      const shared = own.count > quota ? undefined : await within(redisTimeoutMs, counter(name).consume(who));
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

/** The count in Redis, or undefined when it can't be had in time. */
function within(timeoutMs: number, counted: Promise<RateLimiterRes>): Promise<RateLimiterRes | undefined> {
  return new Promise((resolve) => {
    // Timers run before the sockets are read: after a busy spell the answer may be there already, one turn away.
    const timer = setTimeout(() => setImmediate(() => resolve(undefined)), timeoutMs);
    counted.then(
      (result) => {
        clearTimeout(timer);
        resolve(result);
      },
      (refusal: unknown) => {
        clearTimeout(timer);
        resolve(refusal instanceof RateLimiterRes ? refusal : undefined);
      },
    );
  });
}
