/**
 * Rate-limited password attempts. An attempt from a browser in which the account has been used before (its device cookie)
 * counts for that device only; any other counts for the account from this network, for the account from all networks, and for
 * the network. So a guesser slows down their own network, a botnet slows down itself and new devices, and the owner still gets
 * in. Attempts that come too early are rejected at once with the time to wait, before any expensive work.
 */
import { createHmac } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Context } from '../context.ts';
import { clientNetwork } from '../domain/client-network.ts';
import type { ThrottlePolicy } from '../store/login-throttle.ts';
import type { Candidate } from '../store/people.ts';
import { deviceOf } from './device.ts';
import type { Locale } from './language/languages.ts';

export type AttemptResult<T> =
  | { readonly type: 'right'; readonly value: T }
  | { readonly type: 'wrong' }
  | { readonly type: 'early'; readonly seconds: number };

type Parts = Pick<Context, 'loginThrottle' | 'secrets' | 'settings' | 'publicUrl'>;

interface Counter {
  readonly key: Buffer;
  readonly policy: ThrottlePolicy;
  /** Whose password attempts it counts; a correct password resets it. */
  readonly endedBy?: string;
}

/**
 * @param accounts the accounts whose password is tried: several where they share an e-mail address
 * @param check returns whose password it is; undefined when it is nobody's
 */
export async function attemptPassword(
  context: Parts,
  request: Request,
  accounts: readonly Candidate[],
  check: () => Promise<string | undefined>,
): Promise<AttemptResult<string>> {
  const counters = passwordCounters(context, request, accounts);
  const seconds = await countAll(context, counters);
  if (seconds > 0) return { type: 'early', seconds };
  const value = await check();
  if (value === undefined) return { type: 'wrong' };
  const { loginThrottle } = context;
  for (const { key, endedBy } of counters)
    await (endedBy === value ? loginThrottle.reset(key) : loginThrottle.undo(key));
  return { type: 'right', value };
}

function passwordCounters(context: Parts, request: Request, accounts: readonly Candidate[]): Counter[] {
  const { settings } = context;
  const own = { freeAttempts: settings.LOCKOUT_AFTER, maxWaitSeconds: settings.LOCKOUT_SECONDS };
  const everywhere = { freeAttempts: settings.LOCKOUT_ACCOUNT_AFTER, maxWaitSeconds: settings.LOCKOUT_ACCOUNT_SECONDS };
  const network = clientNetwork(request.get('x-forwarded-for')) ?? '';
  for (const { id, key } of accounts) {
    const device = id && deviceOf(context, request, id);
    if (device) return [{ key: keyOf(context, `device ${device}`, key), policy: own, endedBy: id }];
  }
  return [
    ...accounts.map(({ id, key }) => ({ key: keyOf(context, `network ${network}`, key), policy: own, endedBy: id })),
    ...accounts.map(({ key }) => ({ key, policy: everywhere })),
    ...networkCounters(context, request),
  ];
}

/** Attempts at something other than a password: failures count for the network they came from. */
export async function attemptFromNetwork<T>(
  context: Parts,
  request: Request,
  attempt: () => Promise<AttemptResult<T>>,
): Promise<AttemptResult<T>> {
  const counters = networkCounters(context, request);
  const seconds = await countAll(context, counters);
  if (seconds > 0) return { type: 'early', seconds };
  const attemptResult = await attempt();
  if (attemptResult.type === 'right') for (const { key } of counters) await context.loginThrottle.undo(key);
  return attemptResult;
}

/**
 * A new account: the first few from one network are free, then each has to wait; attempts that create no account are not
 * counted.
 */
export async function attemptSignUp<T>(
  context: Parts,
  request: Request,
  attempt: () => Promise<AttemptResult<T>>,
): Promise<AttemptResult<T>> {
  const { SIGN_UP_NETWORK_AFTER: freeAttempts, SIGN_UP_NETWORK_SECONDS: maxWaitSeconds } = context.settings;
  const network = clientNetwork(request.get('x-forwarded-for'));
  if (!network) return attemptFromNetwork(context, request, attempt);
  const key = keyOf(context, `sign-up ${network}`);
  const seconds = await context.loginThrottle.count(key, { freeAttempts, maxWaitSeconds });
  if (seconds > 0) return { type: 'early', seconds };
  const attemptResult = await attemptFromNetwork(context, request, attempt);
  if (attemptResult.type !== 'right') await context.loginThrottle.undo(key);
  return attemptResult;
}

function networkCounters(context: Parts, request: Request): Counter[] {
  const network = clientNetwork(request.get('x-forwarded-for'));
  if (!network) return [];
  const { LOCKOUT_NETWORK_AFTER: freeAttempts, LOCKOUT_NETWORK_SECONDS: maxWaitSeconds } = context.settings;
  return [{ key: keyOf(context, network), policy: { freeAttempts, maxWaitSeconds } }];
}

/** Counts one attempt everywhere, or nowhere when it comes too early; then returns the seconds to wait. */
async function countAll({ loginThrottle }: Parts, counters: readonly Counter[]): Promise<number> {
  for (const [at, { key, policy }] of counters.entries()) {
    const seconds = await loginThrottle.count(key, policy);
    if (seconds === 0) continue;
    for (const counted of counters.slice(0, at)) await loginThrottle.undo(counted.key);
    return seconds;
  }
  return 0;
}

const keyOf = ({ secrets }: Pick<Parts, 'secrets'>, what: string, account: Uint8Array = new Uint8Array()): Buffer =>
  createHmac('sha256', secrets.clientIndexKey).update(what).update(account).digest();

/** Tells the client when to try again: in `Retry-After` and in the message. */
export function sendRetryAfter(response: Response, { texts }: Locale, seconds: number): string {
  response.setHeader('retry-after', seconds);
  return texts.faults.tooManyTries(seconds);
}
