/** moto's S3 server from PyPI, in a virtual environment in the cache, once per version: an object store for tests. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../supervisor/run-command.ts';
import { StartError } from '../supervisor/start-error.ts';
import { buildOnce } from './build-once.ts';
import { cacheFolder } from './cache-folder.ts';
import { findCommand } from './find-command.ts';
import { runDownload } from './run-download.ts';

const version = '5.2.5';

/** @returns path of the environment's Python, which runs it as `-m moto.server` */
export async function installMoto(log: string): Promise<string> {
  const python = findCommand('python3');
  if (!python) throw new StartError('missing: Python 3.10 or newer with venv (Debian: apt-get install python3-venv)');
  const folder = await buildOnce(join(cacheFolder(), `moto-${version}`), async (into) => {
    await runCommand({ command: python, args: ['-m', 'venv', into], log });
    const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', '--quiet', `moto[s3,server]==${version}`];
    await runDownload({ command: join(into, 'bin/python'), args: pip, log });
  });
  const installed = join(folder, 'bin/python');
  if (!existsSync(installed)) throw new StartError(`${folder} is incomplete: remove it, and it is built again`);
  return installed;
}
