/** A log-in that lasts: the access token is renewed before it expires, once for concurrent callers. */
import type { CompleteLogin } from './log-in-pages.ts';
import { discover, logIn, refresh, type Tokens } from './oidc.ts';

export interface Session {
  /** An access token valid for at least another half minute. */
  token(): Promise<string>;
  /** Renews the access token now. */
  renew(): Promise<void>;
}

const renewMarginMs = 30_000;

/** @param requestedScopes scopes to ask for; default: all the customer may have */
export async function openSession(
  shop: string,
  pass: CompleteLogin,
  requestedScopes?: readonly string[],
): Promise<Session> {
  const provider = await discover(shop);
  let current = expiryOf(await logIn(provider, pass, requestedScopes));
  let renewing: Promise<void> | undefined;
  const renew = () => {
    renewing ??= refresh(provider, current.tokens.refresh_token)
      .then((tokens) => {
        current = expiryOf(tokens);
      })
      .finally(() => {
        renewing = undefined;
      });
    return renewing;
  };
  return {
    async token() {
      if (Date.now() > current.endsAt - renewMarginMs) await renew();
      return current.tokens.access_token;
    },
    renew,
  };
}

/** Uses a given access token, until it expires. */
export const tokenSession = (token: string): Session => ({
  token: async () => token,
  renew: async () => {
    throw new Error("the given access token can't be renewed: get a new one");
  },
});

const expiryOf = (tokens: Tokens) => ({ tokens, endsAt: Date.now() + tokens.expires_in * 1_000 });
