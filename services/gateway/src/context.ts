/** Everything the gateway depends on. */
import { routes } from '@mambogo/contracts/api/routes.ts';
import { meter } from '@mambogo/metrics/meter.ts';
import { externalIssuer } from '@mambogo/service/auth/shop-verifier.ts';
import { type BaseContext, createBaseContext } from '@mambogo/service/process/base-context.ts';
import { readCredential } from '@mambogo/service/process/settings.ts';
import { createSlowReaders, type SlowReaders } from './forward/slow-readers.ts';
import { createLimiter, type Limiter } from './limits/limiter.ts';
import { createLoadMonitor, type LoadMonitor } from './limits/load-monitor.ts';
import { createMemoryBudget, type MemoryBudget } from './limits/memory-budget.ts';
import { createOpenStreams, type OpenStreams } from './limits/open-streams.ts';
import { createRateLimitConfig, type RateLimitConfig } from './limits/rate-limit-config.ts';
import { connectRedis, type RedisConnection } from './limits/redis.ts';
import type { IsTrusted } from './normalize/client-address.ts';
import type { ConnectionLimits } from './normalize/limit-connections.ts';
import { compileRoutes, type RouteTable } from './pipeline/route-table.ts';
import { type ProfileRules, profileRules } from './profile-rules.ts';
import type { Settings } from './settings.ts';
import { createStaleCache, type StaleCache } from './upstreams/stale-cache.ts';
import { createUpstreams, type Upstreams, type UpstreamTimeouts } from './upstreams/upstreams.ts';

export interface Context extends BaseContext {
  readonly settings: Settings;
  readonly rules: ProfileRules;
  /** From which score a request counts as an attack, and whether it is rejected. */
  readonly threats: () => ProfileRules['threats'];
  /** Milliseconds until an upstream's response begins. */
  readonly timeouts: () => UpstreamTimeouts;
  /** The shop's public address: origin of all links, of the issuer, and of the pages that may read responses. */
  readonly publicUrl: URL;
  readonly isTrustedProxy: IsTrusted;
  readonly routes: RouteTable;
  /** The services behind the gateway, each with its circuit breaker. */
  readonly upstreams: Upstreams;
  /** Catalogue responses. */
  readonly staleCache: StaleCache;
  /** Static files of the pages, which never change. */
  readonly assetCache: StaleCache;
  readonly redis: RedisConnection;
  readonly rateLimitConfig: RateLimitConfig;
  readonly limiter: Limiter;
  readonly openStreams: OpenStreams;
  /** Memory held by request and response bodies. */
  readonly memory: MemoryBudget;
  readonly slowReaders: SlowReaders;
  /** Event loop lag of this process. */
  readonly load: LoadMonitor;
}

const mebibyte = 1_048_576;

export function createContext(settings: Settings): Context {
  const base = createBaseContext('gateway', settings);
  const { logger } = base;
  const rules = profileRules[settings.PROFILE];
  const inForce = () => base.runtimeSettings.current('gateway');
  const timeouts = () => ({
    read: inForce()?.deadlines?.readMs ?? settings.READ_TIMEOUT_SECONDS * 1_000,
    write: inForce()?.deadlines?.writeMs ?? settings.WRITE_TIMEOUT_SECONDS * 1_000,
  });
  const upstreams = createUpstreams(base.sidecar, {
    timeouts,
    resetAfter: settings.BREAKER_RESET_SECONDS * 1_000,
    bulkhead: {
      concurrency: settings.UPSTREAM_CONCURRENCY,
      clientConcurrency: settings.CLIENT_CONCURRENCY,
      clientQueue: settings.CLIENT_QUEUE,
      waitMs: 5_000,
    },
    onChange: (peer, state) =>
      logger.warn({ event: 'upstream.breaker_changed', peer, state }, 'circuit breaker changed state'),
  });
  const redis = connectRedis({
    url: settings.REDIS_URL,
    members: settings.REDIS_CLUSTER,
    password: readCredential(settings.CREDENTIALS_DIR, 'redis-password'),
    caFile: settings.REDIS_CA_FILE,
    logger,
  });
  const rateLimitConfig = createRateLimitConfig({
    inForce,
    file: settings.LIMITS_FILE,
    everySeconds: settings.LIMITS_LOOK_SECONDS,
    logger,
  });
  const openStreams = createOpenStreams({
    perUser: settings.STREAMS_PER_USER,
    perAddress: settings.STREAMS_PER_ADDRESS,
    total: settings.STREAMS_IN_ALL,
  });
  const memory = createMemoryBudget({
    total: settings.MEMORY_IN_ALL * mebibyte,
    perClient: settings.MEMORY_PER_CLIENT * mebibyte,
  });
  const load = createLoadMonitor();
  return {
    ...base,
    settings,
    rules,
    threats: () => ({
      threshold: inForce()?.threats?.threshold ?? rules.threats.threshold,
      refuse: inForce()?.threats?.refuse ?? rules.threats.refuse,
    }),
    timeouts,
    publicUrl: new URL(settings.PUBLIC_URL),
    isTrustedProxy: settings.TRUSTED_PROXIES,
    routes: compileRoutes(routes, { withIdentity: !externalIssuer(settings) }),
    upstreams,
    staleCache: createStaleCache(settings.CATALOGUE_FRESH_SECONDS),
    assetCache: createStaleCache(Number.POSITIVE_INFINITY, { total: 16_777_216, single: 2_097_152 }),
    redis,
    rateLimitConfig,
    limiter: createLimiter({ redis, prefix: settings.REDIS_PREFIX, limits: rateLimitConfig.current }),
    openStreams,
    memory,
    load,
    slowReaders: createSlowReaders({
      graceMs: settings.READER_GRACE_SECONDS * 1_000,
      rate: 16_384,
      onCut: () => meter.count('mambogo_gateway_overload_total', { reason: 'slow-reader' }),
    }),
  };
}

export const connectionLimits = ({ settings, isTrustedProxy }: Context): ConnectionLimits => ({
  total: settings.CONNECTIONS_IN_ALL,
  perAddress: settings.CONNECTIONS_PER_ADDRESS,
  idleMs: settings.IDLE_SECONDS * 1_000,
  isTrusted: isTrustedProxy,
  onRefused: () => meter.count('mambogo_gateway_overload_total', { reason: 'connections' }),
});
