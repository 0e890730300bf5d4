/**
 * The session of this page. Tokens are in memory alone; a reload asks the provider again, unseen, by its own cookie. Access
 * tokens are renewed when they are about to end or were refused, by the refresh token that is changed at each use, one
 * renewal at a time. Tabs tell each other of logging in and out.
 */
import { readPreference, savePreference } from '../shell/local-preferences.ts';
import type { User } from './oidc.ts';
import { openSessionChannel } from './session-channel.ts';
import type { SessionState } from './session-state.ts';

const loadOidc = () => import('./oidc.ts');
/** Seconds before its end at which a token is renewed: it must live through the call. */
const renewBeforeMs = 20;

let user: User | undefined;
let state: SessionState = readPreference('was-signed-in') ? { status: 'unknown' } : { status: 'guest', expired: false };
let renewing: Promise<string | undefined> | undefined;
const listeners = new Set<() => void>();

const channel = openSessionChannel((news) => {
  if (news === 'signed-out') setState(undefined);
  else if (!user) void restore();
});

/** @param expired the person did not leave: the session ended */
function setState(next: User | undefined, person?: SessionState, expired = false): void {
  user = next;
  state = person ?? { status: 'guest', expired };
  savePreference('was-signed-in', next ? 'yes' : null);
  for (const listener of listeners) listener();
}

async function acceptUser(next: User): Promise<void> {
  const { personOf } = await loadOidc();
  setState(next, { status: 'person', person: personOf(next) });
}

/** Asks the provider in a hidden frame whether somebody is logged in. */
async function restore(): Promise<void> {
  const { manager, isUnanswered } = await loadOidc();
  await manager.removeUser();
  try {
    const next = await manager.signinSilent();
    if (next) return await acceptUser(next);
    setState(undefined);
  } catch (error) {
    setState(undefined);
    // Somebody may be: a page that was left too soon must not have the next one believe that nobody is.
    if (isUnanswered(error)) savePreference('was-signed-in', 'yes');
  }
}

/** One renewal at a time: a refresh token that is used twice ends the whole session. */
function renew(): Promise<string | undefined> {
  renewing ??= renewOnce().finally(() => {
    renewing = undefined;
  });
  return renewing;
}

async function renewOnce(): Promise<string | undefined> {
  const { manager, isRefusal } = await loadOidc();
  try {
    const next = await manager.signinSilent();
    if (next) {
      user = next;
      return next.access_token;
    }
  } catch (error) {
    // Without an answer nothing is known: the token in hand may still do.
    if (!isRefusal(error)) return user?.access_token;
  }
  // The refresh token is no good any more; the session may be.
  await manager.removeUser();
  const again = await manager.signinSilent().catch(() => null);
  if (again) await acceptUser(again);
  else setState(undefined, undefined, true);
  return again?.access_token;
}

let started: Promise<void> | undefined;

export const session = {
  state: (): SessionState => state,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  /** Finds out who is here; to be called once the page shows something. */
  start(): Promise<void> {
    started ??= state.status === 'unknown' ? restore() : Promise.resolve();
    return started;
  },
  async token(): Promise<string | undefined> {
    await started;
    if (!user) return undefined;
    return (user.expires_in ?? 0) > renewBeforeMs ? user.access_token : renew();
  },
  renewedToken: (refused: string): Promise<string | undefined> =>
    user && user.access_token !== refused ? Promise.resolve(user.access_token) : renew(),
  /** Leaves for the log-in (or sign-up) page, to come back to `returnTo`. */
  async signIn(returnTo: string, create = false): Promise<void> {
    const { manager } = await loadOidc();
    await manager.signinRedirect({
      state: { returnTo },
      ui_locales: document.documentElement.lang,
      ...(create ? { prompt: 'create' } : {}),
    });
  },
  /** Leaves to confirm that it is still the same person, or to log in more strongly (RFC 9470), and to come back. */
  async confirm(returnTo: string, { maxAge, acrValues }: { maxAge: number; acrValues?: string }): Promise<void> {
    const { manager } = await loadOidc();
    await manager.signinRedirect({ state: { returnTo }, max_age: maxAge, acr_values: acrValues });
  },
  /** At the address the log-in page leads to: resolves to where the visitor was. */
  async completeSignIn(): Promise<string> {
    const { manager } = await loadOidc();
    const next = await manager.signinRedirectCallback();
    await acceptUser(next);
    channel.broadcast('signed-in');
    return returnAddress(next.state);
  },
  /** Ends the session at the provider, and in every tab. */
  async signOut(): Promise<void> {
    const { manager } = await loadOidc();
    channel.broadcast('signed-out');
    savePreference('was-signed-in', null);
    // What was typed here (an address) is theirs who leave.
    sessionStorage.clear();
    await manager.signoutRedirect({
      id_token_hint: user?.id_token,
      extraQueryParams: { ui_locales: document.documentElement.lang },
    });
  },
};

/** Only addresses of the shop: what comes back from outside is not to be trusted. */
function returnAddress(given: unknown): string {
  const address =
    typeof given === 'object' && given !== null && 'returnTo' in given && typeof given.returnTo === 'string'
      ? given.returnTo
      : '/';
  return /^\/(?![/\\])/.test(address) ? address : '/';
}
