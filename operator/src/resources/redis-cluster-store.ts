/**
 * Embedded Redis of several shards: a Redis cluster of two members per shard in one StatefulSet, whose clients and members use TLS.
 * Members know each other by host name, as addresses change. It forms and repairs itself (redis-cluster-scripts.ts). Pure.
 */
import type { KubeObject } from '../kube/kube-object.ts';
import { componentLabels } from '../labels.ts';
import { redisBusPort, serviceHost, storeObject, storePorts } from '../model/cluster-placement.ts';
import { type RedisMember, redisMembers } from '../model/redis-cluster.ts';
import { redisSettings } from '../model/redis-settings.ts';
import { shardsOf } from '../model/redis-shards.ts';
import type { PlacedStore, ShopModel } from '../model/shop-model.ts';
import type { Embedded } from '../model/store-model.ts';
import { sizingOf } from '../model/store-sizes.ts';
import { clusterPasswordFile, clusterScripts, clusterUser, nodesFile } from './redis-cluster-scripts.ts';
import { redisNetwork } from './redis-network.ts';
import { adminPasswordPurpose, type DeriveSecretFor } from './secret-purposes.ts';
import { secretObject, storeSecretName } from './secrets.ts';
import { storeFolders, storeStatefulSet } from './store-stateful-set.ts';

/** Milliseconds without a response after which a primary has failed. */
const nodeTimeoutMs = 5_000;

const clusterSettings = (password: string): string[] => [
  'cluster-enabled yes',
  `cluster-config-file ${storeFolders.data}/nodes.conf`,
  `cluster-node-timeout ${nodeTimeoutMs}`,
  `cluster-port ${redisBusPort}`,
  'cluster-preferred-endpoint-type hostname',
  // Other shards go on while one has no primary, and each shard keeps its two members.
  'cluster-require-full-coverage no',
  'cluster-allow-replica-migration no',
  'repl-diskless-sync-delay 0',
  // Members show each other their certificates.
  `tls-ca-cert-file ${storeFolders.tls}/ca.crt`,
  'tls-cluster yes',
  'tls-replication yes',
  `masteruser ${clusterUser}`,
  `masterauth ${password}`,
];

/** The first configuration in the format of Redis' nodes.conf, without addresses. */
const nodesText = (members: readonly RedisMember[], shards: number): string =>
  [
    ...members.map(({ id, host, slots, primary }, ordinal) =>
      slots
        ? `${id} :0@0,${host} noaddr,master - 0 0 ${ordinal + 1} disconnected ${slots.join('-')}`
        : `${id} :0@0,${host} noaddr,slave ${primary} 0 0 0 disconnected`,
    ),
    `vars currentEpoch ${shards} lastVoteEpoch 0`,
    '',
  ].join('\n');

export function redisClusterStore(model: ShopModel, store: PlacedStore, secret: DeriveSecretFor): KubeObject[] {
  const { storefront: shop, namespace } = model;
  const shards = shardsOf(store);
  const sizing = sizingOf('redis', store.source as Embedded);
  const password = secret(adminPasswordPurpose(store), 1);
  const settings = redisSettings({
    network: [...redisNetwork(0), ...clusterSettings(password)],
    folder: storeFolders.data,
    users: model.redisUsers.filter(({ name }) => store.users.includes(name)),
    administrator: { name: clusterUser, password },
    generations: model.credentials.accepted,
    secret,
    overrides: sizing.settings,
  });
  return storeStatefulSet({
    model,
    store,
    files: {
      ...clusterScripts(storeObject(shop, store), serviceHost(storeObject(shop, store), namespace), shards),
      [nodesFile]: nodesText(redisMembers(shop, namespace, store), shards),
    },
    secret: secretObject(storeSecretName(shop, store), componentLabels(shop, store.name), {
      'redis.conf': settings,
      [clusterPasswordFile]: password,
    }),
    ports: { redis: storePorts.redis, bus: redisBusPort },
    ready: { exec: { command: ['sh', `${storeFolders.config}/ready.sh`] }, timeoutSeconds: 10 },
    alive: { tcpSocket: { port: storePorts.redis }, timeoutSeconds: 5 },
    scratch: ['/tmp'],
    beforeStop: `sh ${storeFolders.config}/stop.sh`,
    sizing,
  });
}
