/** Starts the stores and sentry in parallel; each service waits only for what it needs. */
import { join } from 'node:path';
import type { Model } from '@mambogo/operator/model/model.ts';
import { kafkaUsers } from '@mambogo/operator/resources/kafka-users.ts';
import { prepareSentry, sentryProcess } from '../dapr/sentry.ts';
import type { SidecarTokens } from '../dapr/sidecar-tokens.ts';
import { kafkaProcess } from '../stores/kafka.ts';
import { applyTopics, localTopicsInput } from '../stores/kafka-topics.ts';
import { mariadbProcess, prepareMariadb } from '../stores/mariadb.ts';
import { createPostgresRoles, postgresProcess, preparePostgres } from '../stores/postgres.ts';
import { postgresReplicaProcess } from '../stores/postgres-replica.ts';
import { prepareRedis, redisProcess } from '../stores/redis.ts';
import type { Progress } from '../supervisor/progress.ts';
import type { Supervisor } from '../supervisor/supervisor.ts';
import type { ProxiedPorts, StorePorts } from './local-placement.ts';
import type { ShopTools } from './prepare-shop-tools.ts';
import { type ShopDirs, topicEpochsFile } from './shop-dirs.ts';
import { storeServerOptions } from './store-server-options.ts';

export interface StoresReady {
  readonly postgres: Promise<void>;
  /** No service waits for it. */
  readonly postgresReplica: Promise<void>;
  readonly mysql: Promise<void>;
  readonly redis: Promise<void>;
  readonly kafka: Promise<void>;
  readonly sentry: Promise<void>;
}

export interface StartStoresOptions {
  readonly model: Model;
  readonly dirs: ShopDirs;
  readonly ports: StorePorts;
  readonly proxiedPorts?: ProxiedPorts;
  /** Of each topic. */
  readonly partitions?: number;
  readonly tools: ShopTools;
  readonly supervisor: Supervisor;
  readonly progress: Progress;
  readonly sidecarTokens: SidecarTokens;
  secret(purpose: string): string;
}

export function startStores({
  model,
  dirs,
  ports,
  proxiedPorts,
  partitions,
  tools,
  supervisor,
  progress,
  sidecarTokens,
  secret,
}: StartStoresOptions): StoresReady {
  const log = (name: string) => join(dirs.logs, `prepare-${name}.log`);
  const { postgres, mariadb, redis } = storeServerOptions({ model, dirs, ports, secret });
  const kafka = {
    folder: dirs.kafka,
    ports: { broker: ports.kafka, controller: ports.kafkaController, advertised: proxiedPorts?.kafka },
    users: kafkaUsers(model, secret)['users.properties'],
    log: log('kafka'),
  };
  const topics = localTopicsInput(model, ports.kafka, secret, partitions);

  const primary = progress.step('PostgreSQL', async () => {
    await preparePostgres(postgres, tools.servers.postgres);
    await supervisor.start('stores', postgresProcess(postgres, tools.servers.postgres));
    await createPostgresRoles(postgres, tools.servers.postgres);
  });
  const startReplica = async (replicationPassword: string) => {
    await primary;
    const { postgresReplica: folder } = dirs;
    const options = { folder, port: ports.postgresReplica, user: postgres.user, primaryPort: ports.postgres };
    await supervisor.start(
      'stores',
      postgresReplicaProcess({ ...options, replicationPassword }, tools.servers.postgres),
    );
  };

  return {
    postgres: primary,
    postgresReplica: postgres.replicationPassword
      ? progress.step("PostgreSQL's read replica", startReplica.bind(undefined, postgres.replicationPassword))
      : Promise.resolve(),
    mysql: progress.step('MariaDB', async () => {
      await prepareMariadb(mariadb, tools.servers);
      await supervisor.start('stores', mariadbProcess(mariadb, tools.servers));
    }),
    redis: progress.step('Redis', async () => {
      prepareRedis(redis, model.redisUsers);
      await supervisor.start('stores', redisProcess(redis, tools.servers.redis));
    }),
    kafka: progress.step('Kafka and its topics', async () => {
      const stamp = join(dirs.kafka, 'topics.stamp');
      const onKafkaReady = (tailLostSince?: string) => applyTopics(topics, stamp, topicEpochsFile(dirs), tailLostSince);
      await supervisor.start('stores', kafkaProcess(kafka, tools.kafka, onKafkaReady));
    }),
    sentry: progress.step('Certificate authority', async () => {
      prepareSentry(dirs.sentry, sidecarTokens.keys);
      await supervisor.start('stores', sentryProcess(dirs.sentry, tools.dapr.sentry, ports.sentry));
    }),
  };
}
