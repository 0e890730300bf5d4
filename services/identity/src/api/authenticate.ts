/** Checks a login and a password. An unknown login takes as long as a wrong password, and answers the same. */
import type { Context } from '../context.ts';
import { hashPassword, verifyPassword } from '../store/password-hash.ts';

export type Authentication = { readonly type: 'known'; readonly id: string } | { readonly type: 'refused' | 'locked' };

let nobody: Promise<string> | undefined;

export async function authenticate(
  { people, logInFailures }: Pick<Context, 'people' | 'logInFailures'>,
  login: string,
  password: string,
): Promise<Authentication> {
  const index = people.indexOf(login);
  if (await logInFailures.isLocked(index)) return { type: 'locked' };
  const person = await people.findByLogin(login);
  nobody ??= hashPassword('nobody');
  const matches = await verifyPassword(password, person?.passwordHash ?? (await nobody));
  if (person && matches) {
    await logInFailures.clear(index);
    return { type: 'known', id: person.id };
  }
  await logInFailures.add(index);
  return { type: 'refused' };
}
