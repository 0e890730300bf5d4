/** A person's second factors, and which of them they have. */
import type { DataSource } from 'typeorm';
import type { Secrets } from '../secrets.ts';
import { type Challenges, createChallenges } from './challenges.ts';
import { createFirstFactors, type FirstFactors } from './first-factors.ts';
import { createPasskeys, type Passkeys } from './passkeys.ts';
import { createRecoveryCodes, type RecoveryCodes } from './recovery-codes.ts';
import { createTotp, type Totp } from './totp.ts';

export interface SecondFactors {
  readonly passkeys: Passkeys;
  readonly totp: Totp;
  readonly recoveryCodes: RecoveryCodes;
  readonly challenges: Challenges;
  readonly firstFactors: FirstFactors;
  of(personId: string): Promise<OwnFactors>;
}

export interface OwnFactors {
  readonly passkeys: number;
  readonly totp: boolean;
  /** The number of unused codes. */
  readonly recoveryCodes: number;
}

export const hasSecondFactor = ({ passkeys, totp }: OwnFactors): boolean => passkeys > 0 || totp;

/** @param logInSeconds time limit of a log-in */
export const createSecondFactors = (
  database: DataSource,
  { personalData, recoveryCodesKey }: Secrets,
  logInSeconds: number,
): SecondFactors => ({
  passkeys: createPasskeys(database, personalData),
  totp: createTotp(database, personalData),
  recoveryCodes: createRecoveryCodes(database, recoveryCodesKey),
  challenges: createChallenges(database),
  firstFactors: createFirstFactors(database, logInSeconds),
  async of(personId) {
    const [row] = await database.query<OwnFactors[]>(
      `select (select count(*) from passkey where person_id = $1)::int as passkeys,
         exists (select 1 from totp where person_id = $1 and confirmed_at is not null) as totp,
         (select count(*) from recovery_code where person_id = $1)::int as "recoveryCodes"`,
      [personId],
    );
    return row ?? { passkeys: 0, totp: false, recoveryCodes: 0 };
  },
});

/** Removes what has expired. */
export async function purgeSecondFactors(database: DataSource): Promise<void> {
  await database.query('delete from webauthn_challenge where expires_at < now()');
  await database.query('delete from first_factor where expires_at < now()');
}
