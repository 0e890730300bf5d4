/** Installs schemathesis from PyPI into a virtual environment in the cache, once per version. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../../local/cli/make-folder.ts';
import { runCommand } from '../../local/supervisor/run-command.ts';
import { StartError } from '../../local/supervisor/start-error.ts';
import { buildOnce } from '../../local/toolchain/build-once.ts';
import { cacheFolder, dataFolder } from '../../local/toolchain/cache-folder.ts';
import { findCommand } from '../../local/toolchain/find-command.ts';
import { runDownload } from '../../local/toolchain/run-download.ts';

const version = '4.32.5';

/** @returns path of the environment's Python */
export async function installSchemathesis(): Promise<string> {
  const python = findCommand('python3');
  if (!python) throw new StartError('missing: Python 3.10 or newer with venv (Debian: apt-get install python3-venv)');
  const logs = dataFolder('bench-schemathesis');
  makeFolder(logs);
  const log = join(logs, 'install.log');
  const folder = await buildOnce(join(cacheFolder(), `schemathesis-${version}`), async (into) => {
    console.log(`installing schemathesis ${version} (once, a minute)`);
    await runCommand({ command: python, args: ['-m', 'venv', into], log });
    const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--quiet', `schemathesis==${version}`];
    await runDownload({ command: join(into, 'bin/python'), args: pip, log });
  });
  const installed = join(folder, 'bin/python');
  if (!existsSync(installed)) throw new StartError(`${folder} is incomplete: remove it, and it is built again`);
  return installed;
}
