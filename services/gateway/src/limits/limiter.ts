/**
 * Counts requests per minute by user and by address: first in this gateway's memory (local-counts.ts), then for all gateways
 * together in Redis; the higher count decides. So a Redis that is slow, frozen, unavailable or newly empty, or an event loop
 * that was busy when its response came, never allows a client more than one gateway's limit. A window begins with a client's
 * first request. Every count in Redis is one command on one key, so that it also works on a Redis cluster.
 *
 * Below half of a limit a request does not wait for Redis: it is reported there with the key's next request, or within a quarter of
 * a second. At most one request of a key is unreported, so that gateways together allow at most one request too many for each other gateway.
 */
import type { RateClass } from '@mambogo/contracts/rate-limits.ts';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { createLocalCounts } from './local-counts.ts';
import type { AllLimits } from './rate-limit-config.ts';
import type { RedisConnection } from './redis.ts';

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
/** Milliseconds until a request is reported to Redis, and how many keys may have one until then. */
const reportingMs = 250;
const maxUnreported = 1_000;

/** Of one limit and one client. */
interface Counted {
  readonly name: string;
  readonly who: string;
}

export interface LimiterSettings {
  readonly redis: RedisConnection;
  /** Prefix of every key. */
  readonly prefix: string;
  readonly limits: () => AllLimits;
}

export function createLimiter({ redis, prefix, limits }: LimiterSettings): Limiter {
  const local = createLocalCounts(windowSeconds * 1_000);
  const counters = new Map<string, RateLimiterRedis>();
  /** Keys with a request that Redis does not know. */
  const unreported = new Map<string, Counted>();
  let timer: NodeJS.Timeout | undefined;

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

  /** Counts requests in Redis, and takes over the count of all gateways. */
  async function report(key: string, { name, who }: Counted, requests: number): Promise<RateLimiterRes | undefined> {
    const shared = await withTimeout(redisTimeoutMs, counter(name).consume(who, requests));
    if (shared) local.raise(key, shared.consumedPoints, shared.msBeforeNext);
    return shared;
  }

  function reportLater(key: string, counted: Counted): void {
    unreported.set(key, counted);
    timer ??= setTimeout(reportAll, reportingMs).unref();
    if (unreported.size >= maxUnreported) reportAll();
  }

  function reportAll(): void {
    clearTimeout(timer);
    timer = undefined;
    const reports = [...unreported];
    unreported.clear();
    for (const [key, counted] of reports) void report(key, counted, 1);
  }

  /** @returns the count in Redis where the request waited for it */
  async function countShared(key: string, counted: Counted, count: number, quota: number) {
    // Already over the limit by the local count: Redis is not called.
    if (count > quota) return undefined;
    const isUnreported = unreported.delete(key);
    if (!isUnreported && count <= quota / 2) return void reportLater(key, counted);
    return report(key, counted, isUnreported ? 2 : 1);
  }

  return {
    async count(rate, by, who) {
      const quota = limits()[rate][by];
      if (quota === undefined) return undefined;
      const name = `${rate}-${by}`;
      const key = `${name}:${who}`;
      const own = local.increment(key, quota);
      const shared = await countShared(key, { name, who }, own.count, quota);
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
