/**
 * Embedded Redis. Image contract: `redis-server` on PATH. Its users are in its configuration, so a new user restarts it. Pure.
 */
import type { KubeObject } from '../kube/kube-object.ts';
import { componentLabels } from '../labels.ts';
import { plainRedisPort, storePorts } from '../model/cluster-placement.ts';
import { redisSettings } from '../model/redis-settings.ts';
import { shardsOf } from '../model/redis-shards.ts';
import type { PlacedStore, ShopModel } from '../model/shop-model.ts';
import type { Embedded } from '../model/store-model.ts';
import { sizingOf } from '../model/store-sizes.ts';
import { isEmptyScript } from './empty-volume.ts';
import { redisClusterStore } from './redis-cluster-store.ts';
import { redisNetwork } from './redis-network.ts';
import type { DeriveSecretFor } from './secret-purposes.ts';
import { secretObject, storeSecretName } from './secrets.ts';
import { scriptPrelude, storeFolders, storeStatefulSet } from './store-stateful-set.ts';

const startScript = `${scriptPrelude}${isEmptyScript(storeFolders.data)}if is_empty; then begin_empty; fi
begun
exec redis-server ${storeFolders.secret}/redis.conf
`;

const { redis: port } = storePorts;

const configFile = (
  model: ShopModel,
  { users, acceptsPlaintext }: PlacedStore,
  secret: DeriveSecretFor,
  changed: Readonly<Record<string, string>>,
): string =>
  redisSettings({
    network: redisNetwork(acceptsPlaintext ? plainRedisPort : 0),
    folder: storeFolders.data,
    users: model.redisUsers.filter(({ name }) => users.includes(name)),
    generations: model.credentials.accepted,
    secret,
    overrides: changed,
  });

export const redisStore = (model: ShopModel, store: PlacedStore, secret: DeriveSecretFor): KubeObject[] =>
  shardsOf(store) > 1 ? redisClusterStore(model, store, secret) : singleRedis(model, store, secret);

function singleRedis(model: ShopModel, store: PlacedStore, secret: DeriveSecretFor): KubeObject[] {
  const sizing = sizingOf('redis', store.source as Embedded);
  return storeStatefulSet({
    model,
    store,
    files: { 'start.sh': startScript },
    secret: secretObject(storeSecretName(model.storefront, store), componentLabels(model.storefront, store.name), {
      'redis.conf': configFile(model, store, secret, sizing.settings),
    }),
    ports: { redis: port, ...(store.acceptsPlaintext ? { plain: plainRedisPort } : {}) },
    ready: { tcpSocket: { port }, timeoutSeconds: 5 },
    scratch: ['/tmp'],
    sizing,
  });
}
