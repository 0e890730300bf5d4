/**
 * Recovery codes, for a lost second factor: 80 random bits each, valid once. Shown when they are created; stored as HMACs under
 * a key that is not in the database.
 */
import { createHmac, type KeyObject, randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';

export interface RecoveryCodes {
  /** Ten new codes; earlier ones become invalid. */
  renew(personId: string): Promise<string[]>;
  /** false: wrong, or used before. */
  use(personId: string, code: string): Promise<boolean>;
  remove(personId: string): Promise<void>;
}

export const recoveryCodeCount = 10;
/** Crockford's base32: no two of its characters look alike. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

export function createRecoveryCodes(database: DataSource, key: KeyObject): RecoveryCodes {
  const hash = (personId: string, code: string): Buffer =>
    createHmac('sha256', key)
      .update(JSON.stringify([personId, code]))
      .digest();
  return {
    async renew(personId) {
      const codes = Array.from({ length: recoveryCodeCount }, newCode);
      await database.transaction(async (manager) => {
        await manager.query('delete from recovery_code where person_id = $1', [personId]);
        await manager.query('insert into recovery_code (person_id, code_hash) select $1, unnest($2::bytea[])', [
          personId,
          codes.map((code) => hash(personId, normalised(code))),
        ]);
      });
      return codes;
    },
    async use(personId, code) {
      const [, count] = await database.query<[unknown[], number]>(
        'delete from recovery_code where person_id = $1 and code_hash = $2',
        [personId, hash(personId, normalised(code))],
      );
      return count > 0;
    },
    async remove(personId) {
      await database.query('delete from recovery_code where person_id = $1', [personId]);
    },
  };
}

/** Normalised, however it was typed. */
const normalised = (code: string): string =>
  code.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1');

function newCode(): string {
  const text = [...randomBytes(16)].map((byte) => alphabet.charAt(byte & 31)).join('');
  return text.replaceAll(/(.{4})(?=.)/g, '$1-');
}
