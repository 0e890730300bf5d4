/** An authenticator in the browser that needs nobody's finger, by Chromium's own WebAuthn domain (CDP). */
import type { Page } from 'playwright-core';

export interface VirtualAuthenticator {
  /** Whether somebody touches it when it is asked. */
  touch(isTouched: boolean): Promise<void>;
}

/** Of this page, for as long as it is open. */
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
