/**
 * The session of this page. Tokens are kept in memory only; a reload restores the session from the provider's cookie in a
 * hidden frame. Access tokens are renewed shortly before they expire or when they are rejected, one renewal at a time; the
 * refresh token is rotated at each use. Tabs notify each other of log-ins and log-outs.
 */
import { readPreference, savePreference } from '../shell/local-preferences.ts';
import type { User } from './oidc.ts';
import { openSessionChannel } from './session-channel.ts';
import type { SessionState } from './session-state.ts';

const loadOidc = () => import('./oidc.ts');
/** Seconds before expiry at which a token is renewed, so that it stays valid during the request. */
const renewBeforeSeconds = 20;

let user: User | undefined;
let state: SessionState = readPreference('was-signed-in') ? { status: 'unknown' } : { status: 'guest', expired: false };
let renewing: Promise<string | undefined> | undefined;
const listeners = new Set<() => void>();

const channel = openSessionChannel((news) => {
  if (news === 'signed-out') setState(undefined);
  else if (!user) void restore();
});

/** @param expired the session ended without a log-out */
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

/** Checks in a hidden frame whether the user is logged in at the provider. */
async function restore(): Promise<void> {
  const { manager, isUnanswered } = await loadOidc();
  await manager.removeUser();
  try {
    const next = await manager.signinSilent();
    if (next) return await acceptUser(next);
    setState(undefined);
  } catch (error) {
    setState(undefined);
    // The user may still be logged in: a page that is left early must not make the next one treat them as a guest.
    if (isUnanswered(error)) savePreference('was-signed-in', 'yes');
  }
}

/** One renewal at a time: using a refresh token twice ends the whole session. */
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
    // No response: the current token may still be valid.
    if (!isRefusal(error)) return user?.access_token;
  }
  // The refresh token is invalid; the session may still be valid.
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
  /** Restores the session; to be called after the first render. */
  start(): Promise<void> {
    started ??= state.status === 'unknown' ? restore() : Promise.resolve();
    return started;
  },
  async token(): Promise<string | undefined> {
    await started;
    if (!user) return undefined;
    return (user.expires_in ?? 0) > renewBeforeSeconds ? user.access_token : renew();
  },
  renewedToken: (refused: string): Promise<string | undefined> =>
    user && user.access_token !== refused ? Promise.resolve(user.access_token) : renew(),
  /** Redirects to the page for logging in, signing up or continuing as a guest, which returns to `returnTo`. */
  async signIn(returnTo: string, prompt?: 'create' | 'guest'): Promise<void> {
    const { manager } = await loadOidc();
    await manager.signinRedirect({
      state: { returnTo },
      ui_locales: document.documentElement.lang,
      prompt,
    });
  },
  /** Redirects for re-authentication or step-up authentication (RFC 9470), and returns. */
  async confirm(returnTo: string, { maxAge, acrValues }: { maxAge: number; acrValues?: string }): Promise<void> {
    const { manager } = await loadOidc();
    await manager.signinRedirect({ state: { returnTo }, max_age: maxAge, acr_values: acrValues });
  },
  /** Completes the log-in on the callback page; resolves to the path the user came from. */
  async completeSignIn(): Promise<string> {
    const { manager } = await loadOidc();
    const next = await manager.signinRedirectCallback();
    await acceptUser(next);
    channel.broadcast('signed-in');
    return returnAddress(next.state);
  },
  /** Ends the session at the provider and in every tab. */
  async signOut(): Promise<void> {
    const { manager } = await loadOidc();
    channel.broadcast('signed-out');
    savePreference('was-signed-in', null);
    // Form input such as the address belongs to the user who logs out.
    sessionStorage.clear();
    await manager.signoutRedirect({
      id_token_hint: user?.id_token,
      extraQueryParams: { ui_locales: document.documentElement.lang },
    });
  },
};

/** Only paths of the shop: the returned state is not trusted. */
function returnAddress(given: unknown): string {
  const address =
    typeof given === 'object' && given !== null && 'returnTo' in given && typeof given.returnTo === 'string'
      ? given.returnTo
      : '/';
  return /^\/(?![/\\])/.test(address) ? address : '/';
}
