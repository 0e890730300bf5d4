/** The browser for journeys and Lighthouse: Debian's package, installed when it is missing. */
import { join } from 'node:path';
import { makeFolder } from '../cli/make-folder.ts';
import type { Progress } from '../supervisor/progress.ts';
import { installPackages } from '../toolchain/debian-packages.ts';
import { findCommand } from '../toolchain/find-command.ts';

/** With a font: recommended packages are not installed. */
const packages = ['chromium', 'fonts-dejavu-core', 'fonts-liberation'];

/** @param logs folder for apt's output */
export async function prepareChromium(logs: string, progress: Progress): Promise<void> {
  makeFolder(logs);
  await progress.step('Chromium', async () => {
    if (!findCommand('chromium')) await installPackages(packages, join(logs, 'chromium.log'), 'Chromium');
  });
}
