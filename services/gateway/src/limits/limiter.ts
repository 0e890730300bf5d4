/**
 * Counts requests a minute by user and by address, for all gateways together in Redis; while that is away each gateway
 * counts for itself. A minute begins with the first request of whoever is counted. Every count is one command on one key, so
 * that it works on a Redis cluster too.
 */
import type { RateClass } from '@mambogo/contracts/rate-limits.ts';
import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { AllLimits } from './live-limits.ts';

export type CountedBy = 'user' | 'address';

/** What is left of one limit. */
export interface Standing {
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

export interface Counted {
  /** A token's subject; undefined: nobody in particular. */
  readonly user: string | undefined;
  readonly address: string;
}

export interface Limiter {
  /** Counts one request of a class; never fails. */
  count(rate: RateClass, who: Counted): Promise<Standing[]>;
}

export const windowSeconds = 60;

export interface LimiterSettings {
  readonly redis: Redis;
  /** Precedes every key. */
  readonly prefix: string;
  readonly limits: () => AllLimits;
}

export function createLimiter({ redis, prefix, limits }: LimiterSettings): Limiter {
  let counters = new Map<string, RateLimiterRedis>();
  let madeFor: AllLimits | undefined;

  function counter(rate: RateClass, by: CountedBy, points: number): RateLimiterRedis {
    // Other limits, other counters; what was counted stays, under the same keys.
    if (madeFor !== limits()) counters = new Map();
    madeFor = limits();
    const name = `${rate}-${by}`;
    const known = counters.get(name);
    if (known) return known;
    const options = { keyPrefix: `${prefix}limit:${name}`, points, duration: windowSeconds };
    const made = new RateLimiterRedis({
      ...options,
      storeClient: redis,
      rejectIfRedisNotReady: true,
      // Who is over the limit is not counted any further until the minute is over.
      inMemoryBlockOnConsumed: points + 1,
      insuranceLimiter: new RateLimiterMemory(options),
    });
    counters.set(name, made);
    return made;
  }

  async function standing(rate: RateClass, by: CountedBy, key: string, points: number): Promise<Standing> {
    const counted = counter(rate, by, points).consume(key);
    const [result, exceeded] = await counted.then(
      (res) => [res, false] as const,
      (refusal: unknown) => {
        if (refusal instanceof RateLimiterRes) return [refusal, true] as const;
        throw refusal;
      },
    );
    return {
      name: `${rate}-${by}`,
      by,
      quota: points,
      remaining: result.remainingPoints,
      seconds: Math.max(1, Math.ceil(result.msBeforeNext / 1_000)),
      exceeded,
    };
  }

  return {
    async count(rate, { user, address }) {
      const limit = limits()[rate];
      const counted: Promise<Standing>[] = [];
      if (user !== undefined && limit.user !== undefined) counted.push(standing(rate, 'user', user, limit.user));
      if (limit.address !== undefined) counted.push(standing(rate, 'address', address, limit.address));
      return Promise.all(counted);
    },
  };
}
