/** Brings the stores and sentry up at once; each service waits for what it needs alone. */
import { join } from 'node:path';
import type { Model } from '@mambogo/operator/model/model.ts';
import { kafkaUsers } from '@mambogo/operator/resources/kafka-users.ts';
import { prepareSentry, sentryProcess } from '../dapr/sentry.ts';
import type { SidecarTokens } from '../dapr/sidecar-tokens.ts';
import { kafkaProcess } from '../stores/kafka.ts';
import { bringTopics, topicsOnOneMachine } from '../stores/kafka-topics.ts';
import { mariadbProcess, prepareMariadb } from '../stores/mariadb.ts';
import { createPostgresRoles, postgresProcess, preparePostgres } from '../stores/postgres.ts';
import { prepareRedis, redisProcess } from '../stores/redis.ts';
import type { Progress } from '../supervisor/progress.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import { type DataRoom, topicEpochsFile } from './data-room.ts';
import type { Detours, StorePorts } from './local-placement.ts';
import type { Tools } from './prepare-tools.ts';
import { storeRooms } from './store-rooms.ts';

export interface StartingStores {
  readonly postgres: Promise<void>;
  readonly mysql: Promise<void>;
  readonly redis: Promise<void>;
  readonly kafka: Promise<void>;
  readonly sentry: Promise<void>;
}

export interface StoreStart {
  readonly model: Model;
  readonly room: DataRoom;
  readonly ports: StorePorts;
  readonly detours?: Detours;
  readonly tools: Tools;
  readonly supervisor: Supervisor;
  readonly progress: Progress;
  readonly sidecarTokens: SidecarTokens;
  secret(purpose: string): string;
}

export function startStores({
  model,
  room,
  ports,
  detours,
  tools,
  supervisor,
  progress,
  sidecarTokens,
  secret,
}: StoreStart): StartingStores {
  const log = (name: string) => join(room.logs, `prepare-${name}.log`);
  const { postgres, mariadb, redis } = storeRooms({ model, room, ports, secret });
  const kafka = {
    folder: room.kafka,
    ports: { broker: ports.kafka, controller: ports.kafkaController, advertised: detours?.kafka },
    users: kafkaUsers(model, secret)['users.properties'],
    log: log('kafka'),
  };
  const topics = topicsOnOneMachine(model, ports.kafka, secret);

  return {
    postgres: progress.step('PostgreSQL', async () => {
      await preparePostgres(postgres, tools.servers.postgres);
      await supervisor.start('stores', postgresProcess(postgres, tools.servers.postgres));
      await createPostgresRoles(postgres, tools.servers.postgres);
    }),
    mysql: progress.step('MariaDB', async () => {
      await prepareMariadb(mariadb, tools.servers);
      await supervisor.start('stores', mariadbProcess(mariadb, tools.servers));
    }),
    redis: progress.step('Redis', async () => {
      prepareRedis(redis, model.redisUsers);
      await supervisor.start('stores', redisProcess(redis, tools.servers.redis));
    }),
    kafka: progress.step('Kafka and its topics', async () => {
      const stamp = join(room.kafka, 'topics.stamp');
      const bring = (tailLostSince?: string) => bringTopics(topics, stamp, topicEpochsFile(room), tailLostSince);
      await supervisor.start('stores', kafkaProcess(kafka, tools.kafka, bring));
    }),
    sentry: progress.step('Certificate authority', async () => {
      prepareSentry(room.sentry, sidecarTokens.keys);
      await supervisor.start('stores', sentryProcess(room.sentry, tools.dapr.sentry, ports.sentry));
    }),
  };
}
