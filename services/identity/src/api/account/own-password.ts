/** The password of whoever is logged in, typed once more; counted like one at log-in. */
import type { Request } from 'express';
import type { Context } from '../../context.ts';
import { recordRefusal } from '../record-event.ts';
import { type Tried, tryPassword } from '../tries.ts';
import type { AccountVisit } from './signed-in-person.ts';

export async function tryOwnPassword(
  context: Context,
  request: Request,
  { id, login }: Pick<AccountVisit, 'id' | 'login'>,
  password: string,
): Promise<Tried<string>> {
  const { people } = context;
  const tried = await tryPassword(context, request, [{ id, key: people.indexOf(login) }], async () =>
    (await people.isPassword(id, password)) ? id : undefined,
  );
  if (tried.type !== 'right') recordRefusal(context, request, tried, id, 'account');
  return tried;
}
