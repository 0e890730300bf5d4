/** Kafka for one shop: one broker on loopback that does not create topics automatically. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessSpec } from '../supervisor/process-spec.ts';
import type { KafkaPrograms } from '../toolchain/fetch-kafka.ts';
import { formatKafka } from './format-kafka.ts';
import { type KafkaPorts, kafkaJvm, kafkaLogging, kafkaProperties } from './kafka-settings.ts';

export interface KafkaOptions {
  readonly folder: string;
  readonly ports: KafkaPorts;
  /** Configuration lines with users and passwords. */
  readonly users: string;
  readonly log: string;
}

/** Prepares its folder, from scratch where its data is missing: a folder that holds data is never removed. */
export async function prepareKafka(options: KafkaOptions, programs: KafkaPrograms): Promise<void> {
  if (!holdsData(options)) {
    rmSync(options.folder, { recursive: true, force: true });
    const partial = `${options.folder}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true, mode: 0o700 });
    const settings = join(partial, 'format.properties');
    writeFileSync(settings, kafkaProperties(options.ports, join(partial, 'data'), options.users), { mode: 0o600 });
    await formatKafka(programs, settings, options.log);
    renameSync(partial, options.folder);
  }
  const properties = kafkaProperties(options.ports, join(options.folder, 'data'), options.users);
  // Removed first: an earlier release's file is readable by others, and overwriting keeps the mode.
  rmSync(settingsFile(options), { force: true });
  writeFileSync(settingsFile(options), properties, { mode: 0o600 });
  writeFileSync(loggingFile(options), kafkaLogging);
}

function holdsData({ folder }: KafkaOptions): boolean {
  const data = join(folder, 'data');
  return existsSync(data) && readdirSync(data).length > 0;
}

const settingsFile = (options: KafkaOptions) => join(options.folder, 'server.properties');
const loggingFile = (options: KafkaOptions) => join(options.folder, 'log4j2.properties');

/** @param afterReady creates its topics; after an unclean stop it gets the time since which events may be lost */
export function kafkaProcess(
  options: KafkaOptions,
  programs: KafkaPrograms,
  afterReady: (tailLostSince: string | undefined) => Promise<void>,
): ProcessSpec {
  let tailLostSince: string | undefined;
  return {
    ...kafkaCommand(options, programs),
    name: 'kafka',
    async beforeStart() {
      tailLostSince = uncleanShutdownSince(options);
      await prepareKafka(options, programs);
    },
    afterReady: () => afterReady(tailLostSince),
    folder: options.folder,
    ready: /Kafka Server started/,
    readyTimeoutMs: 120_000,
    orphanSignal: 'TERM',
    stopTimeoutMs: 20_000,
  };
}

/** Longer than the flush interval of acknowledged records (log.flush.interval.ms) plus clock differences. */
const flushWindowMs = 60_000;

/** ISO 8601: records since then may be lost. undefined: it was stopped cleanly, or has no data. */
function uncleanShutdownSince(options: KafkaOptions): string | undefined {
  const data = join(options.folder, 'data');
  if (!holdsData(options) || existsSync(join(data, '.kafka_cleanshutdown'))) return undefined;
  const segments = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.log'));
  const written = segments.map((name) => statSync(join(data, name)).mtimeMs);
  return written.length > 0 ? new Date(Math.max(...written) - flushWindowMs).toISOString() : undefined;
}

const kafkaCommand = (options: KafkaOptions, { java, classPath, classArchive }: KafkaPrograms) => ({
  command: java,
  args: [
    ...(existsSync(classArchive) ? [`-XX:SharedArchiveFile=${classArchive}`] : []),
    ...kafkaJvm(loggingFile(options)),
    ...['-cp', classPath, 'kafka.Kafka', settingsFile(options)],
  ],
});
