/** Wrong passwords per login, known or not: too many in a while and the login is refused until that while is over. */
import type { DataSource } from 'typeorm';

export interface LogInFailures {
  isLocked(loginIndex: Buffer): Promise<boolean>;
  add(loginIndex: Buffer): Promise<void>;
  clear(loginIndex: Buffer): Promise<void>;
}

/** @param seconds from the first failure on */
export const createLogInFailures = (database: DataSource, most: number, seconds: number): LogInFailures => ({
  async isLocked(loginIndex) {
    const rows = await database.query<unknown[]>(
      `select 1 from log_in_failure
       where login_index = $1 and failures >= $2 and since > now() - $3 * interval '1 second'`,
      [loginIndex, most, seconds],
    );
    return rows.length > 0;
  },
  async add(loginIndex) {
    await database.query(
      `insert into log_in_failure as old (login_index, failures, since) values ($1, 1, now())
       on conflict (login_index) do update set
         failures = case when old.since > now() - $2 * interval '1 second' then old.failures + 1 else 1 end,
         since = case when old.since > now() - $2 * interval '1 second' then old.since else now() end`,
      [loginIndex, seconds],
    );
  },
  async clear(loginIndex) {
    await database.query('delete from log_in_failure where login_index = $1', [loginIndex]);
  },
});
