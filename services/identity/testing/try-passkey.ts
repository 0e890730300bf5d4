/** Logging in with a passkey as far as it goes. */
import type { Browser, Page } from './browser.ts';
import { attempt, spa } from './client.ts';

export interface PasskeyTry {
  /** The log-in page. */
  readonly asked: Page;
  /** Where the authenticator's answer led. */
  readonly back: Page;
  readonly verifier: string;
}

/** @param sign answers the page */
export async function tryPasskey(
  browser: Browser,
  sign: (page: string) => string,
  more: Record<string, string> = {},
): Promise<PasskeyTry> {
  const { address, verifier } = attempt(spa, more);
  const asked = await browser.open(address);
  const back = await browser.submit(asked, { credential: sign(asked.text) }, `${asked.url.pathname}/passkey`);
  return { asked, back, verifier };
}
