/**
 * The current rate limits: read from the limits file at the start and polled every few seconds (a mounted ConfigMap sends no
 * change notification). A missing file means the defaults; an invalid one is logged, and the previous limits stay in force.
 */
import { readFile } from 'node:fs/promises';
import {
  defaultRateLimits,
  type RateClass,
  type RateLimit,
  RateLimits,
  rateClasses,
} from '@mambogo/contracts/rate-limits.ts';
import { createPollingWorker } from '@mambogo/service/process/polling-worker.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';

export type AllLimits = Readonly<Record<RateClass, RateLimit>>;

export interface RateLimitConfig extends Worker {
  current(): AllLimits;
  /** Reads the file now. */
  reload(): Promise<void>;
}

export interface RateLimitConfigSettings {
  /** undefined: always the defaults. */
  readonly file: string | undefined;
  readonly everySeconds: number;
  readonly logger: Logger;
}

export function createRateLimitConfig({ file, everySeconds, logger }: RateLimitConfigSettings): RateLimitConfig {
  let limits: AllLimits = defaultRateLimits;
  let lastText = '';

  async function reload(): Promise<void> {
    const text = file ? await readIfExists(file) : '';
    if (text === lastText) return;
    lastText = text;
    const parsed = parseLimits(text);
    if (typeof parsed === 'string')
      return logger.error(
        { event: 'rate_limits.file_invalid', file, fault: parsed },
        'rate limit file is invalid, previous limits stay in force',
      );
    limits = parsed;
    logger.info({ event: 'rate_limits.loaded', limits: text === '' ? 'defaults' : limits }, 'rate limits loaded');
  }

  const worker = createPollingWorker({
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

/** Parses the text of a limits file; returns what is wrong with it as a string. */
export function parseLimits(text: string): AllLimits | string {
  if (text.trim() === '') return defaultRateLimits;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'the file is not valid JSON';
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

async function readIfExists(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
