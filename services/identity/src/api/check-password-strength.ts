/** Checks whether a new password is strong enough. Attempts are counted per network, because checking is expensive. */
import type { Request } from 'express';
import type { Context } from '../context.ts';
import { knownWords } from '../passwords/known-words.ts';
import type { Weakness } from '../passwords/strength.ts';
import { type AttemptResult, attemptFromNetwork } from './login-attempts.ts';

/** `early`: too many attempts from this network. A strong password is not counted. */
export async function checkPasswordStrength(
  context: Context,
  request: Request,
  password: string,
  personal: readonly (string | undefined)[],
): Promise<
  Exclude<AttemptResult<true>, { type: 'wrong' }> | { readonly type: 'weak'; readonly why: Weakness | 'busy' }
> {
  let why: Weakness | 'busy' | undefined;
  const attemptResult = await attemptFromNetwork<true>(context, request, async () => {
    why = await context.passwordStrength.check(password, knownWords(context.publicUrl, personal));
    return why ? { type: 'wrong' } : { type: 'right', value: true };
  });
  return attemptResult.type === 'wrong' ? { type: 'weak', why: why ?? 'simple' } : attemptResult;
}
