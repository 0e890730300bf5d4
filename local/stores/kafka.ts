/** Kafka for one shop: one broker on loopback that makes no topic by itself. */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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

export async function prepareKafka(room: KafkaRoom, programs: KafkaPrograms): Promise<void> {
  if (!existsSync(room.folder)) {
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

const settingsFile = (room: KafkaRoom) => join(room.folder, 'server.properties');
const loggingFile = (room: KafkaRoom) => join(room.folder, 'log4j2.properties');

export const kafkaProcess = (room: KafkaRoom, { java, classPath, classArchive }: KafkaPrograms): ProcessSpec => ({
  name: 'kafka',
  command: java,
  args: [
    ...(existsSync(classArchive) ? [`-XX:SharedArchiveFile=${classArchive}`] : []),
    ...kafkaJvm(loggingFile(room)),
    ...['-cp', classPath, 'kafka.Kafka', settingsFile(room)],
  ],
  folder: room.folder,
  ready: /Kafka Server started/,
  readyWithin: 120_000,
  orphanSignal: 'TERM',
  stopWithin: 20_000,
});
