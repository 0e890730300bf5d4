/** Logs in with a passkey, as far as the log-in goes. */
import type { Browser, Page } from './browser.ts';
import { attempt, spa } from './client.ts';

export interface PasskeyTry {
  /** The log-in page. */
  readonly asked: Page;
  /** Where the authenticator's response led. */
  readonly back: Page;
  readonly verifier: string;
}

/** @param sign responds to the page's options */
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
