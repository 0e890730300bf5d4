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
  /** How long a peer may take until its answer begins: to what only reads (twice, when nothing comes), and to what changes something. */
  READ_TIMEOUT_SECONDS: Seconds.default(deadlines.edge.read / 1_000),
  WRITE_TIMEOUT_SECONDS: Seconds.default(deadlines.edge.write / 1_000),
  /** How long a peer that failed is left alone before it is tried again. */
  BREAKER_RESET_SECONDS: Seconds.default(5),
  /** How long a page of the catalogue is shown again without asking for it; 0 = never. */
  CATALOGUE_FRESH_SECONDS: z.coerce.number().min(0).max(60).default(1),
  /** Where requests are counted for all gateways together: redis://user@host:port (rediss: by TLS), and what precedes the keys. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }),
  /** Certificates (PEM) of who may vouch for that Redis; without, those Node trusts. */
  REDIS_CA_FILE: z.string().min(1).optional(),
  REDIS_PREFIX: z.string().min(1),
  /** Limits other than the defaults, as JSON: heard while it runs. */
  LIMITS_FILE: z.string().min(1).optional(),
  LIMITS_LOOK_SECONDS: Seconds.default(2),
  /** Addresses and ranges, with commas between, whose X-Forwarded-For is believed. */
  TRUSTED_PROXIES: TrustedProxies.prefault(''),
  /** Streams of server-sent events that may be open at once through this gateway. */
  STREAMS_PER_USER: Count.default(10),
  STREAMS_IN_ALL: Count.default(2_000),
  STREAMS_PER_ADDRESS: Count.default(50),
  /**
   * Calls under way to one upstream: in all, and of one client address, which is fewer than a service has database
   * connections; and calls of one client address that wait for their turn.
   */
  UPSTREAM_CONCURRENCY: Count.default(64),
  CLIENT_CONCURRENCY: Count.default(8),
  CLIENT_QUEUE: z.coerce.number().int().min(0).default(512),
  /**
   * Delay of the event loop, in milliseconds, from which on browsing is refused; the rest at multiples of it
   * (limits/priorities.ts). A request takes about five turns of the loop: nobody is sent away who would be served within two seconds.
   */
  SHED_LAG_MS: Count.default(500),
  /** Where holes are reported (security.txt): a mailto: or https: address. Default: security@ the shop's own host. */
  SECURITY_CONTACT: z.url({ protocol: /^(?:mailto|https|tel)$/ }).optional(),
  /** Asks browsers' makers to put the domain on their lists (https://hstspreload.org); hard to take back. */
  HSTS_PRELOAD: Flag.default(false),
  /** Connections of clients: in all, and of one address; trusted proxies bring those of many. */
  CONNECTIONS_IN_ALL: Count.default(4_096),
  CONNECTIONS_PER_ADDRESS: Count.default(512),
  /** How long one may be idle. */
  IDLE_SECONDS: Seconds.default(15),
  /** Time until the first piece of a body, and between two. */
  BODY_GAP_SECONDS: Seconds.default(5),
  /** What every client has to read its answer; beyond, it must read 16 KiB a second. */
  READER_GRACE_SECONDS: Seconds.default(10),
  /** MiB of bodies and answers held at once: in all, and for one client address. */
  MEMORY_IN_ALL: Count.default(64),
  MEMORY_PER_CLIENT: Count.default(8),
});
export type Settings = z.output<typeof Settings>;
