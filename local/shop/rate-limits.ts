/**
 * The Storefront's rate limits in a file that config re-reads while it runs: `<data>/gateway/limits.json`. The Storefront's limits are
 * written there at each start; without any, the file can be edited by hand.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { RateLimits, rateClasses } from '@mambogo/contracts/rate-limits.ts';
import type { Model } from '@mambogo/operator/model/model.ts';

const unlimited = 100_000_000;

/** For tests and benches, whose hundreds of shoppers all come from one address. */
export const noRateLimits: RateLimits = RateLimits.parse(
  Object.fromEntries(rateClasses.map((name) => [name, { user: unlimited, address: unlimited }])),
);

export function writeRateLimits(model: Model, limits: RateLimits): void {
  const gateway = model.services.find(({ name }) => name === 'gateway');
  const file = gateway?.environment.LIMITS_FILE;
  if (!file) throw new Error('the gateway of this shop reads no limits file');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Renamed, so that a reader never sees a partial file.
  writeFileSync(`${file}.new`, `${JSON.stringify(limits, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
