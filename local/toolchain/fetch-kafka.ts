/**
 * Downloads Kafka's jars from Maven Central, once per toolchain/kafka/pom.xml, and records the classes a broker loads (JVM class
 * data sharing), which halves its start-up time.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../supervisor/run-command.ts';
import { StartError } from '../supervisor/start-error.ts';
import { buildOnce } from './build-once.ts';
import { findCommand } from './find-command.ts';
import { recordKafkaClasses } from './record-kafka-classes.ts';
import { sourceHash } from './source-hash.ts';

export interface KafkaPrograms {
  readonly java: string;
  /** Folder of the jars. */
  readonly folder: string;
  readonly classPath: string;
  /** Class data archive, if recording worked. */
  readonly classArchive: string;
}

const sources = fileURLToPath(new URL('kafka', import.meta.url));

export async function fetchKafka(cache: string, log: string): Promise<KafkaPrograms> {
  const java = findCommand('java');
  if (!java)
    throw new StartError(
      'Java is missing: install a JRE, 17 or newer (Debian: openjdk-17-jre-headless), and start again',
    );
  const folder = await buildOnce(join(cache, `kafka-4.1.0-${sourceHash([sources])}`), async (into) => {
    const maven = findCommand('mvn');
    if (!maven) throw new StartError('Maven is missing: install it (Debian: maven) and start again');
    await runCommand({
      command: maven,
      args: [
        '-q',
        '-B',
        '-f',
        join(sources, 'pom.xml'),
        'dependency:copy-dependencies',
        '-DincludeScope=runtime',
        `-DoutputDirectory=${into}`,
      ],
      log,
    });
  });
  const version = (await runCommand({ command: java, args: ['--version'] })).split('\n')[0] ?? '';
  // Recorded with password authentication, which loads other classes than a broker without it.
  const classArchive = `${folder}-${version.replaceAll(/[^\w.]+/g, '-')}-sasl.jsa`;
  const classPath = join(folder, '*');
  await recordKafkaClasses(java, classPath, classArchive);
  return { java, folder, classPath, classArchive };
}
