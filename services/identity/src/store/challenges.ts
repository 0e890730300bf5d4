/**
 * The challenges that authenticators sign: random, valid once, for a few minutes, and only in the log-in or session they were
 * shown in. Several may be open at once: each rendering of a page has its own.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';

export interface Challenges {
  /** base64url. @param boundTo what it is for, such as one log-in */
  issue(boundTo: string): Promise<string>;
  /** Uses it up; false: unknown, of another log-in, used, or expired. */
  consume(challenge: string, boundTo: string): Promise<boolean>;
}

/** Seconds. */
export const challengeLifetime = 300;

export const createChallenges = (database: DataSource): Challenges => ({
  async issue(boundTo) {
    const challenge = randomBytes(32).toString('base64url');
    await database.query(
      "insert into webauthn_challenge (challenge_hash, bound_to, expires_at) values ($1, $2, now() + $3 * interval '1 second')",
      [hash(challenge), hash(boundTo), challengeLifetime],
    );
    return challenge;
  },
  async consume(challenge, boundTo) {
    const [rows] = await database.query<[unknown[], number]>(
      'delete from webauthn_challenge where challenge_hash = $1 and bound_to = $2 and expires_at > now() returning 1',
      [hash(challenge), hash(boundTo)],
    );
    return rows.length > 0;
  },
});

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
