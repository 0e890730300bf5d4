/**
 * The time in which the rows of a filled shop seem to have been written: a year that ended before the outboxes, which keep events
 * for 7 days, begin. What is older than that is compared with no outbox, and the first run of an invariant monitor skips it.
 */
import { v7 } from 'uuid';

export interface SeedPeriod {
  readonly begin: Date;
  readonly end: Date;
}

const day = 86_400_000;

export const seedPeriod = (now: Date): SeedPeriod => ({
  begin: new Date(now.getTime() - 374 * day),
  end: new Date(now.getTime() - 9 * day),
});

/** A UUIDv7 of that time. */
export const idAt = (at: Date): string => v7({ msecs: at.getTime() });
