/** A customer who logs in again when the session is lost: losing the response with a new refresh token ends it. */
import { randomUUID } from 'node:crypto';
import { logInPages, signUpPages } from '../../shopper/log-in-pages.ts';
import { openSession, type Session } from '../../shopper/session.ts';
import { createShopper, type Shopper } from '../../shopper/shopper.ts';

/** Signs up a new customer. */
export async function signUpReauthenticating(shop: string): Promise<Shopper> {
  const login = `shopper-${randomUUID()}`;
  const password = randomUUID();
  return createShopper(
    shop,
    login,
    reauthenticatingSession(shop, login, password, await openSession(shop, signUpPages(login, password))),
  );
}

export async function logInReauthenticating(shop: string, login: string, password: string): Promise<Shopper> {
  return createShopper(
    shop,
    login,
    reauthenticatingSession(shop, login, password, await openSession(shop, logInPages(login, password))),
  );
}

function reauthenticatingSession(shop: string, login: string, password: string, first: Session): Session {
  let session = first;
  const orLogIn = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch {
      session = await openSession(shop, logInPages(login, password));
      return work();
    }
  };
  return { token: () => orLogIn(() => session.token()), renew: () => orLogIn(() => session.renew()) };
}
