/**
 * Records the classes a broker loads, once per version: JVM class data sharing halves a broker's start-up time and saves some
 * 40 MB. The archive is bound to the jars' path, so it is recorded after they are in place.
 */
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kafkaUsers } from '@mambogo/operator/resources/kafka-users.ts';
import { formatKafka } from '../stores/format-kafka.ts';
import { kafkaJvm, kafkaLogging, kafkaProperties } from '../stores/kafka-settings.ts';
import { freePort } from '../supervisor/ports.ts';
import { withLock } from '../supervisor/runner-lock.ts';
import { spawnChild } from '../supervisor/spawn-child.ts';

const nobody = kafkaUsers({ services: [] }, () => 'recording')['users.properties'];
/** A slower broker is recorded next time. */
const timeoutMs = 60_000;

export async function recordKafkaClasses(java: string, classPath: string, archive: string): Promise<void> {
  if (existsSync(archive)) return;
  await withLock(archive, async () => {
    if (existsSync(archive)) return;
    const workDir = `${archive}.room`;
    rmSync(workDir, { recursive: true, force: true });
    mkdirSync(workDir, { recursive: true });
    const settings = join(workDir, 'server.properties');
    const logging = join(workDir, 'log4j2.properties');
    writeFileSync(settings, kafkaProperties(await freePorts(), join(workDir, 'data'), nobody));
    writeFileSync(logging, kafkaLogging);
    await formatKafka({ java, classPath }, settings);
    const recorded = join(workDir, 'recorded.jsa');
    await runBriefly(java, [
      `-XX:ArchiveClassesAtExit=${recorded}`,
      ...kafkaJvm(logging),
      '-cp',
      classPath,
      'kafka.Kafka',
      settings,
    ]);
    if (existsSync(recorded)) renameSync(recorded, archive);
    rmSync(workDir, { recursive: true, force: true });
  });
}

/** Runs until the broker serves, then stops it; the archive is written on exit. */
function runBriefly(command: string, args: string[]): Promise<void> {
  return new Promise((resolve) => {
    const child = spawnChild({ name: 'kafka', command, args, ready: /./, readyTimeoutMs: timeoutMs });
    const killTimer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    child.stdout.on('data', (text: Buffer) => text.includes('Kafka Server started') && child.kill('SIGTERM'));
    child.stderr.resume();
    child.once('close', () => {
      clearTimeout(killTimer);
      resolve();
    });
  });
}

async function freePorts(): Promise<{ broker: number; controller: number }> {
  const [broker, controller] = await Promise.all([freePort(), freePort()]);
  return { broker, controller };
}
