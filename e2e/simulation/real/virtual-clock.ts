/**
 * The time of a simulated shop. The databases' `now()` is replaced by a function that reads a setting of the session; each
 * connection gets the time before a transaction begins, so that it is constant within one, as in PostgreSQL. Leases are
 * measured with `performance.now()`, which returns the same time while a schedule runs.
 */

/** The start of every schedule, in seconds since 1970: later than any real time that rows are compared with. */
export const beginning = Date.UTC(2040, 0, 1) / 1_000;

export interface VirtualClock {
  /** Seconds since 1970. */
  now: number;
  restore(): void;
}

export function createVirtualClock(): VirtualClock {
  const real = performance.now;
  const clock: VirtualClock = {
    now: beginning,
    restore() {
      performance.now = real;
    },
  };
  performance.now = () => clock.now * 1_000;
  return clock;
}

const setting = 'simulation.now';
export const isoOf = (seconds: number): string => new Date(seconds * 1_000).toISOString();

/** Sets a session's time to $1. */
export const setTime = `select set_config('${setting}', $1, false)`;

/** Must run before tables are created: a default refers to the function found at that time. */
export const createTime = ['now', 'clock_timestamp'].map(
  (name) => `create function public.${name}() returns timestamptz language sql stable parallel safe as $$
    select coalesce(nullif(current_setting('${setting}', true), '')::timestamptz, pg_catalog.${name}()) $$`,
);

/** `current_timestamp` is a keyword, not a function that the search path could replace. */
export const withOwnTime = (statement: string): string =>
  statement.replaceAll(/\bcurrent_timestamp(\(\d\))?/gi, 'public.now()');
