/**
 * The current rate limits: those of the settings in force, which contain the Storefront's. Until any are known they come from the
 * limits file, compared every few seconds. A missing file means the defaults;
 * an invalid one is logged, and the previous limits stay in force.
 */
import { readFile } from 'node:fs/promises';
import {
  defaultRateLimits,
  type RateClass,
  type RateLimit,
  RateLimits,
  rateClasses,
} from '@mambogo/contracts/rate-limits.ts';
import { createFileFollower } from '@mambogo/service/process/file-follower.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Logger } from '@mambogo/service/telemetry/logger.ts';

export type AllLimits = Readonly<Record<RateClass, RateLimit>>;

export interface RateLimitConfig extends Worker {
  current(): AllLimits;
  /** Reads the file now. */
  reload(): Promise<void>;
}

export interface RateLimitConfigSettings {
  /** Those of the settings in force; undefined: no settings are known. */
  readonly inForce: () => { readonly rateLimits?: RateLimits } | undefined;
  /** undefined: always the defaults. */
  readonly file: string | undefined;
  readonly everySeconds: number;
  readonly logger: Logger;
}

export function createRateLimitConfig({
  inForce,
  file,
  everySeconds,
  logger,
}: RateLimitConfigSettings): RateLimitConfig {
  let limits: AllLimits = defaultRateLimits;
  let lastText = '';
  let merged: { readonly from: RateLimits; readonly limits: AllLimits } | undefined;

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

  const worker = createFileFollower({
    name: 'limits file',
    files: file ? [file] : [],
    seconds: everySeconds,
    logger,
    task: reload,
  });
  function current(): AllLimits {
    const settings = inForce();
    if (!settings) return limits;
    const from = settings.rateLimits ?? none;
    if (merged?.from !== from) merged = { from, limits: withDefaults(from) };
    return merged.limits;
  }

  return { ...worker, reload, current };
}

const none: RateLimits = {};

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
