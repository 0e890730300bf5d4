/**
 * The gateway's limits of requests a minute, in a file that it hears of while it runs: `<data>/gateway/limits.json`. What a
 * Storefront says is written there at each start; who has it say nothing may keep the file by hand.
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
  if (!file) throw new Error('this shop has no gateway that looks at a limits file');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Never half a file for whoever looks just now.
  writeFileSync(`${file}.new`, `${JSON.stringify(limits, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
