/**
 * The limits as the limits file has them at the moment: read at the start and looked at again every few seconds (a mounted
 * ConfigMap tells nobody when it changes). A file that is not there means the defaults; of one that is wrong the logs tell
 * what, and the last good limits stay.
 */
import { readFile } from 'node:fs/promises';
import {
  defaultRateLimits,
  type RateClass,
  type RateLimit,
  RateLimits,
  rateClasses,
} from '@mambogo/contracts/rate-limits.ts';
import { createPeriodicWorker } from '@mambogo/service/process/periodic-worker.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';

export type AllLimits = Readonly<Record<RateClass, RateLimit>>;

export interface RateLimitConfig extends Worker {
  current(): AllLimits;
  /** Looks now. */
  reload(): Promise<void>;
}

export interface RateLimitConfigSettings {
  /** undefined: the defaults, for good. */
  readonly file: string | undefined;
  readonly everySeconds: number;
  readonly logger: Logger;
}

export function createRateLimitConfig({ file, everySeconds, logger }: RateLimitConfigSettings): RateLimitConfig {
  let limits: AllLimits = defaultRateLimits;
  let seen = '';

  async function reload(): Promise<void> {
    const text = file ? await readIfThere(file) : '';
    if (text === seen) return;
    seen = text;
    const wanted = parseLimits(text);
    if (typeof wanted === 'string')
      return logger.error({ file, fault: wanted }, 'the limits file is wrong; limits stay');
    limits = wanted;
    logger.info({ limits: text === '' ? 'defaults' : limits }, 'limits');
  }

  const worker = createPeriodicWorker({
    name: 'limits file',
    seconds: everySeconds,
    logger,
    tick: async () => {
      await reload();
      return false;
    },
  });
  return { ...worker, reload, current: () => limits };
}

/** The limits of a file's text, or what is wrong with it. */
export function parseLimits(text: string): AllLimits | string {
  if (text.trim() === '') return defaultRateLimits;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  const parsed = RateLimits.safeParse(json);
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  return withDefaults(parsed.data);
}

function withDefaults(overrides: RateLimits): AllLimits {
  const limits: Record<RateClass, RateLimit> = { ...defaultRateLimits };
  for (const name of rateClasses) limits[name] = { ...defaultRateLimits[name], ...overrides[name] };
  return limits;
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
