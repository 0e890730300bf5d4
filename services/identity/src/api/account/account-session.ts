/**
 * Resolves the account of a page from the provider's own session cookie. Without a session the browser is sent through a
 * log-in, like that of any other client, and back to the page; the authorization code it returns with is never redeemed.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { isEqualConstantTime } from '../../domain/equal-constant-time.ts';
import { accountClient, accountPath } from '../../oidc/clients.ts';
import { demoAccounts } from '../../store/demo-accounts.ts';
import type { Person } from '../../store/people.ts';
import { PageProblem } from '../show-error.ts';

export interface AccountSession extends Person {
  /** The provider session this page belongs to. */
  readonly sessionUid: string;
  /** The grants that clients have in this session. */
  readonly grantIds: readonly string[];
  /** CSRF token that every form sends back: only pages of this session know it. */
  readonly formToken: string;
  /** Whether it is a demo account, which everybody shares and nobody can change. */
  readonly demo: boolean;
  /** How they logged in (`amr`, `acr`). */
  readonly acr: string | undefined;
  /** When they logged in, seconds since 1970. */
  readonly authTime: number;
}

type Handler = (accountSession: AccountSession, request: Request, response: Response) => Promise<void>;

/** A page for a logged-in user; guests are redirected to the overview. */
export const accountPage = (context: Context, show: Handler): RequestHandler =>
  guestAccountPage(context, (accountSession, request, response) =>
    accountSession.guest ? toOverview(response) : show(accountSession, request, response),
  );

/** A page for a logged-in user or a guest. */
export const guestAccountPage =
  (context: Context, show: Handler): RequestHandler =>
  async (request, response) => {
    const accountSession = await findAccountSession(context, request, response);
    if (accountSession) await show(accountSession, request, response);
    else response.redirect(303, logInUrl(context.publicUrl, request.path));
  };

async function toOverview(response: Response): Promise<void> {
  response.redirect(303, accountPath);
}

/** The same, but only after a recent log-in; older sessions log in again first. */
export const freshAccountPage = (context: Context, show: Handler): RequestHandler =>
  accountPage(context, async (accountSession, request, response) => {
    const { STEP_UP_SECONDS: seconds } = context.settings;
    if (Date.now() / 1_000 - accountSession.authTime <= seconds) return show(accountSession, request, response);
    response.redirect(303, logInUrl(context.publicUrl, request.path, seconds));
  });

export const freshAccountForm = (context: Context, act: Handler): RequestHandler =>
  freshAccountPage(context, withCheckedSession(act));

/** A form of one of those pages. */
export const accountForm = (context: Context, act: Handler): RequestHandler =>
  accountPage(context, withCheckedSession(act));

export const guestAccountForm = (context: Context, act: Handler): RequestHandler =>
  guestAccountPage(context, withCheckedSession(act));

const withCheckedSession =
  (act: Handler): Handler =>
  (accountSession, request, response) => {
    const { token } = z.object({ token: z.string().max(128).default('') }).parse(request.body ?? {});
    if (!isEqualConstantTime(token, accountSession.formToken)) throw new PageProblem('oldPage');
    return act(accountSession, request, response);
  };

async function findAccountSession(
  context: Context,
  request: Request,
  response: Response,
): Promise<AccountSession | undefined> {
  const { provider, people, secrets, settings } = context;
  const session = await provider.Session.get(provider.createContext(request, response));
  const person = session.accountId ? await people.find(session.accountId) : undefined;
  if (!person) return undefined;
  return {
    ...person,
    sessionUid: session.uid,
    grantIds: Object.values(session.authorizations ?? {}).flatMap(({ grantId }) => grantId ?? []),
    formToken: createHmac('sha256', secrets.formsKey).update(session.uid).digest('base64url'),
    authTime: session.loginTs ?? 0,
    acr: session.acr,
    demo: settings.DEMO_ACCOUNTS && demoAccounts.some(({ id }) => id === person.id),
  };
}

/** The URL of a log-in that returns to `path`. @param maxAge maximum age of an existing log-in, in seconds */
function logInUrl(publicUrl: string, path: string, maxAge?: number): string {
  const query = new URLSearchParams({
    client_id: accountClient,
    redirect_uri: publicUrl + accountPath,
    response_type: 'code',
    scope: 'openid',
    state: path,
    code_challenge: createHash('sha256').update(randomBytes(32)).digest('base64url'),
    code_challenge_method: 'S256',
    ...(maxAge === undefined ? {} : { max_age: String(maxAge) }),
  });
  return `${publicUrl}/auth/authorize?${query}`;
}
