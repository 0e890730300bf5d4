/** Installs Vendure from its lock file into the cache, once per version. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../local/cli/make-folder.ts';
import { runCommand } from '../../local/supervisor/run-command.ts';
import { StartError } from '../../local/supervisor/start-error.ts';
import { buildOnce } from '../../local/toolchain/build-once.ts';
import { cacheFolder } from '../../local/toolchain/cache-folder.ts';
import { findCommand } from '../../local/toolchain/find-command.ts';
import { sourceHash } from '../../local/toolchain/source-hash.ts';

const sources = join(import.meta.dirname, 'server');

/** @returns path of vendure.cjs beside its node_modules */
export async function installVendure(logs: string): Promise<string> {
  const npm = findCommand('npm');
  if (!npm) throw new StartError('npm is missing');
  makeFolder(logs);
  const folder = await buildOnce(join(cacheFolder(), `vendure-${sourceHash([sources])}`), async (into) => {
    console.log('… Vendure, installed once (a minute)');
    for (const file of ['package.json', 'package-lock.json', 'vendure.cjs'])
      copyFileSync(join(sources, file), join(into, file));
    // bcrypt has its compiled code in the package.
    const args = ['ci', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await runCommand({ command: npm, args, folder: into, log: join(logs, 'install.log') });
  });
  return join(folder, 'vendure.cjs');
}
