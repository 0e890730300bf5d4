/**
 * Redis of the shop's own. Image contract: `redis-server` on PATH. Its users are in its settings, so a new one rolls it. Pure.
 */
import type { KubeObject } from '../kube/kube-object.ts';
import { partLabels } from '../labels.ts';
import { plainRedisPort, storePorts } from '../model/cluster-placement.ts';
import { redisSettings } from '../model/redis-settings.ts';
import type { PlacedStore, ShopModel } from '../model/shop-model.ts';
import type { Embedded } from '../model/store-model.ts';
import { sizingOf } from '../model/store-sizes.ts';
import { isEmptyScript } from './empty-volume.ts';
import type { SecretFor } from './secret-purposes.ts';
import { secretObject, storeSecretName } from './secrets.ts';
import { scriptHead, storeFolders, storeSet } from './store-set.ts';

const start = `${scriptHead}${isEmptyScript(storeFolders.data)}if is_empty; then begin_empty; fi
begun
exec redis-server ${storeFolders.secret}/redis.conf
`;

const { redis: port } = storePorts;

const settings = (
  model: ShopModel,
  { users, plainToo }: PlacedStore,
  secret: SecretFor,
  changed: Readonly<Record<string, string>>,
): string =>
  redisSettings({
    network: [
      'bind 0.0.0.0',
      'protected-mode no',
      `port ${plainToo ? plainRedisPort : 0}`,
      `tls-port ${port}`,
      `tls-cert-file ${storeFolders.tls}/tls.crt`,
      `tls-key-file ${storeFolders.tls}/tls.key`,
      'tls-auth-clients no',
      'tls-protocols "TLSv1.2 TLSv1.3"',
    ],
    folder: storeFolders.data,
    users: model.redisUsers.filter(({ name }) => users.includes(name)),
    secret,
    changed,
  });

export const redisStore = (model: ShopModel, store: PlacedStore, secret: SecretFor): KubeObject[] => {
  const sizing = sizingOf('redis', store.source as Embedded);
  return storeSet({
    model,
    store,
    files: { 'start.sh': start },
    secret: secretObject(storeSecretName(model.storefront, store), partLabels(model.storefront, store.name), {
      'redis.conf': settings(model, store, secret, sizing.settings),
    }),
    ports: { redis: port, ...(store.plainToo ? { plain: plainRedisPort } : {}) },
    ready: { tcpSocket: { port }, timeoutSeconds: 5 },
    scratch: ['/tmp'],
    sizing,
  });
};
