/**
 * Throttles guessing: attempts are counted by keys (api/login-attempts.ts: accounts, existing or not, networks, devices). The
 * first few are free; from then on each has to wait twice as long as the previous one, up to a longest wait, and every longest
 * wait without an attempt takes one off the count. So an account can be tried about 100 times a day from one network, nobody is
 * locked out permanently, and a person who mistyped gets in within seconds.
 *
 * An attempt is counted before it is made, by one statement, so that concurrent attempts count like sequential ones; a
 * successful one is taken off again.
 */
import type { DataSource } from 'typeorm';

export interface ThrottlePolicy {
  /** Attempts without a wait. */
  readonly freeAttempts: number;
  /** The longest wait, in seconds. */
  readonly maxWaitSeconds: number;
}

export interface LoginThrottle {
  /**
   * Counts an attempt for `key`; returns the seconds to wait when it comes too early: then it must not be made, and is not
   * counted.
   */
  count(key: Buffer, policy: ThrottlePolicy): Promise<number>;
  /** Takes back a successful attempt. */
  undo(key: Buffer): Promise<void>;
  /** Resets the counter after the person has authenticated. */
  reset(key: Buffer): Promise<void>;
}

/** Beyond it waits no longer grow; higher counts only take longer to decay. */
const maxCount = 12;

interface ThrottleSettings {
  readonly LOCKOUT_AFTER: number;
  readonly LOCKOUT_SECONDS: number;
  readonly LOCKOUT_ACCOUNT_AFTER: number;
  readonly LOCKOUT_ACCOUNT_SECONDS: number;
  readonly LOCKOUT_NETWORK_AFTER: number;
  readonly LOCKOUT_NETWORK_SECONDS: number;
}

/** Seconds after which every count has decayed to zero. */
export const resetAfterSeconds = (paces: ThrottleSettings): number =>
  Math.max(
    (paces.LOCKOUT_AFTER + maxCount) * paces.LOCKOUT_SECONDS,
    (paces.LOCKOUT_ACCOUNT_AFTER + maxCount) * paces.LOCKOUT_ACCOUNT_SECONDS,
    (paces.LOCKOUT_NETWORK_AFTER + maxCount) * paces.LOCKOUT_NETWORK_SECONDS,
  );

export const createLoginThrottle = (database: DataSource): LoginThrottle => ({
  async count(key, { freeAttempts: free, maxWaitSeconds: longest }) {
    const counted = await database.query<unknown[]>(
      `insert into log_in_failure as old (login_index, failures, since) values ($1, 1, clock_timestamp())
       on conflict (login_index) do update set failures = least($2::int + ${maxCount}, ${left} + 1), since = clock_timestamp()
       where ${waited} >= ${wait}
       returning 1`,
      [key, free, longest],
    );
    if (counted.length > 0) return 0;
    const [row] = await database.query<{ seconds: number }[]>(
      `select ceil(${wait} - ${waited})::int as seconds from log_in_failure old where login_index = $1`,
      [key, free, longest],
    );
    return Math.max(1, row?.seconds ?? 1);
  },

  async undo(key) {
    await database.query('update log_in_failure set failures = greatest(0, failures - 1) where login_index = $1', [
      key,
    ]);
  },

  async reset(key) {
    await database.query('delete from log_in_failure where login_index = $1', [key]);
  },
});

/** Seconds since the last attempt. */
const waited = 'greatest(0, extract(epoch from clock_timestamp() - old.since))';
/** The remaining count. */
const left = `greatest(0, old.failures - floor(${waited} / $3)::int)`;
/** Seconds the next attempt has to wait. */
const wait = `case when ${left} < $2 then 0 else least($3, power(2, ${left} - $2)) end`;
