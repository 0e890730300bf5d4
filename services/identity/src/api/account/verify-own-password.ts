/** Checks the logged-in user's password again; attempts count as at log-in. */
import type { Request } from 'express';
import type { Context } from '../../context.ts';
import { type AttemptResult, attemptPassword } from '../login-attempts.ts';
import { recordRefusal } from '../record-event.ts';
import type { AccountSession } from './account-session.ts';

export async function verifyOwnPassword(
  context: Context,
  request: Request,
  { id, login }: Pick<AccountSession, 'id' | 'login'>,
  password: string,
): Promise<AttemptResult<string>> {
  const { people } = context;
  const attemptResult = await attemptPassword(context, request, [{ id, key: people.indexOf(login) }], async () =>
    (await people.isPassword(id, password)) ? id : undefined,
  );
  if (attemptResult.type !== 'right') recordRefusal(context, request, attemptResult, id, 'account');
  return attemptResult;
}
