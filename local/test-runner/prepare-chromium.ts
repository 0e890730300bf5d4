/**
 * The browser for Lighthouse, and its headless shell for journeys, which shows the same pages with half the CPU time: Debian's
 * packages, installed when they are missing.
 */
import { join } from 'node:path';
import { makeFolder } from '../cli/make-folder.ts';
import type { Progress } from '../supervisor/progress.ts';
import { installPackages } from '../toolchain/debian-packages.ts';
import { findCommand } from '../toolchain/find-command.ts';

const commands = ['chromium', 'chromium-headless-shell'];
/** With a font: recommended packages are not installed. */
const packages = [...commands, 'fonts-dejavu-core', 'fonts-liberation'];

/** @param logs folder for apt's output */
export async function prepareChromium(logs: string, progress: Progress): Promise<void> {
  makeFolder(logs);
  await progress.step('Chromium', async () => {
    if (!commands.every((command) => findCommand(command)))
      await installPackages(packages, join(logs, 'chromium.log'), 'Chromium');
  });
}
