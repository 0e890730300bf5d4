/** Log-ins whose first factor was verified and whose second is pending: the person, until the log-in page expires. */
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';

export interface FirstFactor {
  readonly personId: string;
  /** Methods used so far (RFC 8176). */
  readonly amr: readonly string[];
}

export interface FirstFactors {
  /** @param uid the interaction's */
  store(uid: string, factor: FirstFactor): Promise<void>;
  find(uid: string): Promise<FirstFactor | undefined>;
}

export const createFirstFactors = (database: DataSource, seconds: number): FirstFactors => ({
  async store(uid, { personId, amr }) {
    await database.query(
      `insert into first_factor (interaction_hash, person_id, amr, expires_at) values ($1, $2, $3, now() + $4 * interval '1 second')
       on conflict (interaction_hash) do update set person_id = excluded.person_id, amr = excluded.amr`,
      [hash(uid), personId, amr, seconds],
    );
  },
  async find(uid) {
    const [row] = await database.query<FirstFactor[]>(
      'select person_id as "personId", amr from first_factor where interaction_hash = $1 and expires_at > now()',
      [hash(uid)],
    );
    return row;
  },
});

const hash = (uid: string): Buffer => createHash('sha256').update(uid).digest();
