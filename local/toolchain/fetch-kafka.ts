/**
 * Downloads Kafka's jars from Maven Central, once per toolchain/kafka/pom.xml, and records the classes a broker loads (JVM class
 * data sharing), which halves its start-up time.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../supervisor/run-command.ts';
import { fetchJars, requireJava } from './fetch-jars.ts';
import { recordKafkaClasses } from './record-kafka-classes.ts';

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
  const java = requireJava();
  const folder = await fetchJars({ sources, name: 'kafka-4.1.0', cache, log });
  const version = (await runCommand({ command: java, args: ['--version'] })).split('\n')[0] ?? '';
  // Recorded with password authentication, which loads other classes than a broker without it.
  const classArchive = `${folder}-${version.replaceAll(/[^\w.]+/g, '-')}-sasl.jsa`;
  const classPath = join(folder, '*');
  await recordKafkaClasses(java, classPath, classArchive);
  return { java, folder, classPath, classArchive };
}
