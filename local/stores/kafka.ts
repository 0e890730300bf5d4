/** Kafka for one shop: one broker on loopback that makes no topic by itself. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessSpec } from '../supervisor/process-spec.ts';
import type { KafkaPrograms } from '../toolchain/fetch-kafka.ts';
import { formatKafka } from './format-kafka.ts';
import { type KafkaPorts, kafkaJvm, kafkaLogging, kafkaProperties } from './kafka-settings.ts';

export interface KafkaRoom {
  readonly folder: string;
  readonly ports: KafkaPorts;
  /** Lines of its settings: who has which password. */
  readonly users: string;
  readonly log: string;
}

/** Brings its folder about, anew where its data is gone: a folder that holds data is never removed. */
export async function prepareKafka(room: KafkaRoom, programs: KafkaPrograms): Promise<void> {
  if (!holdsData(room)) {
    rmSync(room.folder, { recursive: true, force: true });
    const partial = `${room.folder}.partial`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true, mode: 0o700 });
    const settings = join(partial, 'format.properties');
    writeFileSync(settings, kafkaProperties(room.ports, join(partial, 'data'), room.users), { mode: 0o600 });
    await formatKafka(programs.java, programs.classPath, settings, room.log);
    renameSync(partial, room.folder);
  }
  const properties = kafkaProperties(room.ports, join(room.folder, 'data'), room.users);
  // Removed first: a file of the last release is readable by others, and keeps its mode when it is written over.
  rmSync(settingsFile(room), { force: true });
  writeFileSync(settingsFile(room), properties, { mode: 0o600 });
  writeFileSync(loggingFile(room), kafkaLogging);
}

function holdsData({ folder }: KafkaRoom): boolean {
  const data = join(folder, 'data');
  return existsSync(data) && readdirSync(data).length > 0;
}

const settingsFile = (room: KafkaRoom) => join(room.folder, 'server.properties');
const loggingFile = (room: KafkaRoom) => join(room.folder, 'log4j2.properties');

/** @param afterReady brings its topics about; is told since when the tail may be lost, where Kafka was not stopped cleanly */
export function kafkaProcess(
  room: KafkaRoom,
  programs: KafkaPrograms,
  afterReady: (tailLostSince: string | undefined) => Promise<void>,
): ProcessSpec {
  let tailLostSince: string | undefined;
  return {
    ...kafkaCommand(room, programs),
    name: 'kafka',
    async beforeStart() {
      tailLostSince = uncleanSince(room);
      await prepareKafka(room, programs);
    },
    afterReady: () => afterReady(tailLostSince),
    folder: room.folder,
    ready: /Kafka Server started/,
    readyWithin: 120_000,
    orphanSignal: 'TERM',
    stopWithin: 20_000,
  };
}

/** Longer than what is acknowledged stays unwritten (log.flush.interval.ms), and than clocks differ. */
const tailMs = 60_000;

/** ISO 8601: what it was given since then may be lost. Undefined: it was stopped cleanly, or has no data. */
function uncleanSince(room: KafkaRoom): string | undefined {
  const data = join(room.folder, 'data');
  if (!holdsData(room) || existsSync(join(data, '.kafka_cleanshutdown'))) return undefined;
  const segments = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.log'));
  const written = segments.map((name) => statSync(join(data, name)).mtimeMs);
  return written.length > 0 ? new Date(Math.max(...written) - tailMs).toISOString() : undefined;
}

const kafkaCommand = (room: KafkaRoom, { java, classPath, classArchive }: KafkaPrograms) => ({
  command: java,
  args: [
    ...(existsSync(classArchive) ? [`-XX:SharedArchiveFile=${classArchive}`] : []),
    ...kafkaJvm(loggingFile(room)),
    ...['-cp', classPath, 'kafka.Kafka', settingsFile(room)],
  ],
});
