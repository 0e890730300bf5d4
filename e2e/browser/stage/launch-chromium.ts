/** Chromium as Debian packages it, without a window; `npm test` installs it where it is missing. */
import { findCommand } from '@mambogo/local/toolchain/find-command.ts';
import { type Browser, chromium } from 'playwright-core';

/** @param way `host:port` that every request goes to, whatever its address says */
export function launchChromium(way?: string): Promise<Browser> {
  const executablePath = findCommand('chromium');
  if (!executablePath) throw new Error('Chromium is missing: apt-get install -y chromium');
  // Without its own sandbox, which root can't have; it shows our own pages alone.
  return chromium.launch({
    executablePath,
    chromiumSandbox: false,
    args: way ? [`--host-resolver-rules=MAP * ${way}`] : [],
  });
}
