/**
 * Trying a password, or a name at sign-up, as often as is decent: per account (there or not) and per network. Whoever comes
 * too early is told when to come again, at once and without any work being done for them.
 */
import { createHmac } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Context } from '../context.ts';
import { clientNetwork } from '../domain/client-network.ts';
import type { Locale } from './language/languages.ts';

export type Tried<T> =
  | { readonly type: 'right'; readonly value: T }
  | { readonly type: 'wrong' }
  | { readonly type: 'early'; readonly seconds: number };

type Parts = Pick<Context, 'people' | 'slowDown' | 'secrets' | 'settings'>;

/** @param check answers undefined when the password is not right */
export async function tryPassword<T extends string | true>(
  context: Parts,
  request: Request,
  login: string,
  check: () => Promise<T | undefined>,
): Promise<Tried<T>> {
  const { people, slowDown, settings } = context;
  const account = people.indexOf(login);
  return tryFrom<T>(context, request, async () => {
    const pace = { free: settings.LOCKOUT_AFTER, longest: settings.LOCKOUT_SECONDS };
    const seconds = await slowDown.count(account, pace);
    if (seconds > 0) return { type: 'early', seconds };
    const value = await check();
    if (value === undefined) return { type: 'wrong' };
    await slowDown.forget(account);
    return { type: 'right', value };
  });
}

/** Whatever is not right counts for the network it came from. */
export async function tryFrom<T>(
  { slowDown, secrets, settings }: Parts,
  request: Request,
  attempt: () => Promise<Tried<T>>,
): Promise<Tried<T>> {
  const network = clientNetwork(request.get('x-forwarded-for'));
  if (!network) return attempt();
  const key = createHmac('sha256', secrets.clientIndexKey).update(network).digest();
  const pace = { free: settings.LOCKOUT_NETWORK_AFTER, longest: settings.LOCKOUT_NETWORK_SECONDS };
  const seconds = await slowDown.count(key, pace);
  if (seconds > 0) return { type: 'early', seconds };
  const tried = await attempt();
  if (tried.type === 'right') await slowDown.takeBack(key);
  return tried;
}

/** Says when to come again, in words and to programs. */
export function tellWait(response: Response, { texts }: Locale, seconds: number): string {
  response.setHeader('retry-after', seconds);
  return texts.faults.tooManyTries(seconds);
}
