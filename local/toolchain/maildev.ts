/** MailDev: a real mail server with a web page, installed once from its lock file. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartError } from '../supervisor/start-error.ts';
import { buildOnce } from './build-once.ts';
import { findCommand } from './find-command.ts';
import { npmEnvironment } from './npm-environment.ts';
import { runDownload } from './run-download.ts';
import { sourceHash } from './source-hash.ts';

const sources = fileURLToPath(new URL('maildev', import.meta.url));

/** Returns its program, for Node. @param cache of builds and downloads @param log file of npm's output */
export async function installMaildev(cache: string, log: string): Promise<string> {
  const npm = findCommand('npm');
  if (!npm) throw new StartError('npm is missing');
  const folder = await buildOnce(join(cache, `maildev-3.0.0-${sourceHash([sources])}`), async (into) => {
    for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(sources, file), join(into, file));
    const args = ['ci', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await runDownload({ command: npm, args, folder: into, environment: npmEnvironment(), log });
  });
  return join(folder, 'node_modules', 'maildev', 'dist', 'bin', 'maildev.js');
}
