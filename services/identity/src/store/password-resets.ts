/**
 * Requests for a new password (decision 94). A request is a row and an event with its id; its token is that id signed with a key, so
 * that neither the database nor an event, a log or a queue of mails has anything that opens an account.
 *
 *   (nothing) --requested--> open --used--> used;  open --time, or another one is used--> closed
 */
import { createHmac, type KeyObject } from 'node:crypto';
import { passwordResetRequested } from '@mambogo/contracts/events/identity-events.ts';
import { CustomerId, newId } from '@mambogo/contracts/ids.ts';
import type { RunInTransaction } from '@mambogo/messaging/unit-of-work.ts';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { isEqualConstantTime } from '../domain/equal-constant-time.ts';

/** Mails may wait for a mail server, but a link in an old mailbox must not work. */
const validSeconds = 3_600;
/** Of one person: a mailbox is not filled. */
const waitSeconds = 120;

export interface OpenReset {
  readonly token: string;
  readonly expiresAt: Date;
}

export interface PasswordResets {
  /** Nothing happens if the person is a guest, has no e-mail address, or asked a moment ago. @returns whether there is a new request */
  request(personId: string): Promise<boolean>;
  /** The link's token; undefined: there is no such open request. */
  open(id: string): Promise<OpenReset | undefined>;
  /** Whose open request this token is of. */
  personOf(token: string): Promise<string | undefined>;
  /** Uses it up, and closes the person's other ones. @returns false: somebody was faster */
  use(token: string): Promise<boolean>;
}

interface Dependencies {
  readonly database: DataSource;
  readonly runInTransaction: RunInTransaction;
}

const isOpen = 'used_at is null and expires_at > now()';

export function createPasswordResets({ database, runInTransaction }: Dependencies, key: KeyObject): PasswordResets {
  const signatureOf = (id: string) => createHmac('sha256', key).update(id).digest('base64url');
  const tokenOf = (id: string) => `${id}.${signatureOf(id)}`;

  function idOf(token: string): string | undefined {
    const [id = '', signature = ''] = token.split('.');
    return isEqualConstantTime(signature, signatureOf(id)) && z.uuid().safeParse(id).success ? id : undefined;
  }

  return {
    request: (personId) =>
      runInTransaction({ correlationId: personId, actor: 'service:identity' }, async ({ manager, emit }) => {
        const id = newId();
        // The lock: of two requests at once the second one sees the first.
        const [person] = await manager.query<{ id: string }[]>(
          'select id from person where id = $1 and not guest and email_index is not null for update',
          [personId],
        );
        if (!person) return false;
        const rows = await manager.query<unknown[]>(
          `insert into password_reset (id, person_id, expires_at)
           select $1, $2, now() + $3 * interval '1 second' where not exists (
             select from password_reset where person_id = $2 and created_at > now() - $4 * interval '1 second')
           returning id`,
          [id, personId, validSeconds, waitSeconds],
        );
        if (rows.length === 0) return false;
        emit(passwordResetRequested, { personId: CustomerId.parse(personId), requestId: id });
        return true;
      }),

    async open(id) {
      const [row] = await database.query<{ expiresAt: Date }[]>(
        `select expires_at as "expiresAt" from password_reset where id = $1 and ${isOpen}`,
        [id],
      );
      return row && { token: tokenOf(id), expiresAt: row.expiresAt };
    },

    async personOf(token) {
      const id = idOf(token);
      if (id === undefined) return undefined;
      const [row] = await database.query<{ personId: string }[]>(
        `select person_id as "personId" from password_reset where id = $1 and ${isOpen}`,
        [id],
      );
      return row?.personId;
    },

    async use(token) {
      const id = idOf(token);
      if (id === undefined) return false;
      const [used] = await database.query<[{ personId: string }[], number]>(
        `update password_reset set used_at = now() where id = $1 and ${isOpen} returning person_id as "personId"`,
        [id],
      );
      const [row] = used;
      if (!row) return false;
      await database.query(`update password_reset set used_at = now() where person_id = $1 and ${isOpen}`, [
        row.personId,
      ]);
      return true;
    },
  };
}
