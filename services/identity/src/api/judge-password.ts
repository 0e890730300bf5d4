/** Whether a new password is strong enough, counted for the network that asks, because judging takes work. */
import type { Request } from 'express';
import type { Context } from '../context.ts';
import { knownWords } from '../passwords/known-words.ts';
import type { Weakness } from '../passwords/strength.ts';
import { type Tried, tryFrom } from './tries.ts';

/** `early`: too many came from this network. A strong one counts for nothing. */
export async function judgePassword(
  context: Context,
  request: Request,
  password: string,
  personal: readonly (string | undefined)[],
): Promise<Exclude<Tried<true>, { type: 'wrong' }> | { readonly type: 'weak'; readonly why: Weakness | 'busy' }> {
  let why: Weakness | 'busy' | undefined;
  const tried = await tryFrom<true>(context, request, async () => {
    why = await context.passwordStrength.judge(password, knownWords(context.publicUrl, personal));
    return why ? { type: 'wrong' } : { type: 'right', value: true };
  });
  return tried.type === 'wrong' ? { type: 'weak', why: why ?? 'simple' } : tried;
}
