/** The settings of the gateway. */
import { deadlines } from '@mambogo/contracts/deadlines.ts';
import { Flag, Seconds, serviceSettings } from '@mambogo/service/process/settings.ts';
import { z } from 'zod';
import { trustedRanges } from './normalize/client-address.ts';
import { profiles } from './profile-rules.ts';

const TrustedProxies = z.string().transform((list, context) => {
  try {
    return trustedRanges(
      list
        .split(',')
        .map((range) => range.trim())
        .filter(Boolean),
    );
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
    return z.NEVER;
  }
});

const Count = z.coerce.number().int().min(1);

export const Settings = z.object({
  ...serviceSettings,
  PROFILE: z.enum(profiles),
  /** Time-outs until an upstream's response begins: for reads (retried once on a time-out) and for writes. */
  READ_TIMEOUT_SECONDS: Seconds.default(deadlines.edge.read / 1_000),
  WRITE_TIMEOUT_SECONDS: Seconds.default(deadlines.edge.write / 1_000),
  /** How long an open circuit breaker stays open. */
  BREAKER_RESET_SECONDS: Seconds.default(5),
  /** How long a catalogue response is served from the cache without a request; 0 = never. */
  CATALOGUE_FRESH_SECONDS: z.coerce.number().min(0).max(60).default(1),
  /** Redis that counts rate limits for all gateways: redis://user@host:port (rediss: by TLS), and the prefix of the keys. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }),
  /** Members of a Redis cluster, `host:port` separated by commas: they count instead of the host of REDIS_URL. */
  REDIS_CLUSTER: z
    .string()
    .regex(/^[^\s,]+:\d+(,[^\s,]+:\d+)*$/)
    .transform((text) => text.split(','))
    .optional(),
  /** CA certificates (PEM) for that Redis; default: those Node trusts. */
  REDIS_CA_FILE: z.string().min(1).optional(),
  REDIS_PREFIX: z.string().min(1),
  /** JSON file with limits that override the defaults; changes apply without a restart. */
  LIMITS_FILE: z.string().min(1).optional(),
  LIMITS_LOOK_SECONDS: Seconds.default(2),
  /** SQLite file in which sidecars register their names; absent in a cluster, where DNS has them. */
  NAMES_FILE: z.string().min(1).optional(),
  /** Pages that the operations page links to: of a trace, of dashboards, and of runbooks (followed by a runbook's name). */
  TRACE_PAGE: z.string().includes('{traceId}').optional(),
  DASHBOARDS_PAGE: z.url().optional(),
  RUNBOOKS_PAGE: z.url().optional(),
  /** Comma-separated addresses and ranges whose X-Forwarded-For is trusted. */
  TRUSTED_PROXIES: TrustedProxies.prefault(''),
  /** Streams of server-sent events that may be open at once through this gateway. */
  STREAMS_PER_USER: Count.default(10),
  STREAMS_IN_ALL: Count.default(2_000),
  STREAMS_PER_ADDRESS: Count.default(50),
  /**
   * Concurrent calls to one upstream: in total, and of one client address, which is fewer than a service has database
   * connections; and queued calls of one client address.
   */
  UPSTREAM_CONCURRENCY: Count.default(64),
  CLIENT_CONCURRENCY: Count.default(8),
  CLIENT_QUEUE: z.coerce.number().int().min(0).default(512),
  /**
   * Delay of the event loop, in milliseconds, from which browsing is rejected; other priorities at multiples of it
   * (limits/priorities.ts). A request takes about five turns of the loop: no request is rejected that would be served within
   * two seconds.
   */
  SHED_LAG_MS: Count.default(500),
  /** Where to report vulnerabilities (security.txt): a mailto: or https: address. Default: security@ the shop's own host. */
  SECURITY_CONTACT: z.url({ protocol: /^(?:mailto|https|tel)$/ }).optional(),
  /** Adds `preload` to HSTS, for the browsers' preload lists (https://hstspreload.org); hard to undo. */
  HSTS_PRELOAD: Flag.default(false),
  /** Client connections: in total, and of one address; a trusted proxy carries those of many. */
  CONNECTIONS_IN_ALL: Count.default(4_096),
  CONNECTIONS_PER_ADDRESS: Count.default(512),
  /** How long a connection may be idle. */
  IDLE_SECONDS: Seconds.default(15),
  /** Time until the first chunk of a body, and between two. */
  BODY_GAP_SECONDS: Seconds.default(5),
  /** Time every client has to read its response; beyond that it must read 16 KiB a second. */
  READER_GRACE_SECONDS: Seconds.default(10),
  /** MiB of request and response bodies held at once: in total, and for one client address. */
  MEMORY_IN_ALL: Count.default(64),
  MEMORY_PER_CLIENT: Count.default(8),
});
export type Settings = z.output<typeof Settings>;
