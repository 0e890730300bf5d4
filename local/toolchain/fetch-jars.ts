/** Downloads what a pom.xml names from Maven Central, once per content of its folder. */
import { join } from 'node:path';
import { StartError } from '../supervisor/start-error.ts';
import { buildOnce } from './build-once.ts';
import { findCommand } from './find-command.ts';
import { runDownload } from './run-download.ts';
import { sourceHash } from './source-hash.ts';

export interface JarsToFetch {
  /** Folder of the pom.xml. */
  readonly sources: string;
  /** Name and version, for the folder in the cache. */
  readonly name: string;
  readonly cache: string;
  readonly log: string;
  /** Unpacks archives instead of keeping the jars as they are. */
  readonly unpack?: boolean;
}

/** Returns the folder of the jars. */
export const fetchJars = ({ sources, name, cache, log, unpack }: JarsToFetch): Promise<string> =>
  buildOnce(join(cache, `${name}-${sourceHash([sources])}`), async (into) => {
    const command = findCommand('mvn');
    if (!command) throw new StartError('Maven is missing: install it (Debian: maven) and start again');
    await runDownload({
      command,
      args: [
        ...['-q', '-B', '-f', join(sources, 'pom.xml')],
        `dependency:${unpack ? 'unpack' : 'copy'}-dependencies`,
        ...['-DincludeScope=runtime', `-DoutputDirectory=${into}`],
        // By default they are beside the pom.xml, and a second unpacking would do nothing.
        `-DmarkersDirectory=${join(into, 'markers')}`,
      ],
      log,
    });
  });

export function requireJava(): string {
  const java = findCommand('java');
  if (java) return java;
  throw new StartError(
    'Java is missing: install a JRE, 17 or newer (Debian: openjdk-17-jre-headless), and start again',
  );
}
