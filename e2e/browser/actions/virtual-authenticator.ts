/** A virtual authenticator in the browser, through Chromium's WebAuthn domain (CDP). */
import type { Page } from 'playwright-core';

export interface VirtualAuthenticator {
  /** Whether the user confirms its prompts. */
  touch(isTouched: boolean): Promise<void>;
}

/** For this page, until it is closed. */
export async function addVirtualAuthenticator(page: Page): Promise<VirtualAuthenticator> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    touch: (enabled) =>
      devtools.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled }).then(() => undefined),
  };
}
