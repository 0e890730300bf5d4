/**
 * Redis of the shop's own: every user sees its own keys only, every write is in the append-only file within a second.
 * Image contract: `redis-server` on PATH. Its users are in its settings, so a new one rolls it. Pure.
 */
import { createHash } from 'node:crypto';
import type { KubeObject } from '../kube/kube-object.ts';
import { partLabels } from '../labels.ts';
import type { PlacedStore, ShopModel } from '../model/shop-model.ts';
import type { SecretFor } from './secret-purposes.ts';
import { secretObject, storeSecretName } from './secrets.ts';
import { storeFolders, storeSet } from './store-set.ts';

const start = `set -eu\nexec redis-server ${storeFolders.secret}/redis.conf\n`;

/** Passwords are there as digests only. */
const settings = (model: ShopModel, store: PlacedStore, secret: SecretFor): string =>
  [
    'bind 0.0.0.0',
    'protected-mode no',
    'port 6379',
    `dir ${storeFolders.data}`,
    'daemonize no',
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'maxmemory-policy noeviction',
    'user default off',
    ...model.redisUsers
      .filter(({ name }) => store.users.includes(name))
      .map(({ name, passwordPurpose, keyPattern }) => {
        const digest = createHash('sha256').update(secret(passwordPurpose)).digest('hex');
        return `user ${name} on #${digest} ~${keyPattern} resetchannels +@all -@admin -@dangerous +info`;
      }),
    '',
  ].join('\n');

export const redisStore = (model: ShopModel, store: PlacedStore, secret: SecretFor): KubeObject[] =>
  storeSet({
    model,
    store,
    files: { 'start.sh': start },
    secret: secretObject(storeSecretName(model.storefront, store), partLabels(model.storefront, store.name), {
      'redis.conf': settings(model, store, secret),
    }),
    ports: { redis: 6379 },
    ready: { tcpSocket: { port: 6379 }, timeoutSeconds: 5 },
    scratch: ['/tmp'],
    requests: { cpu: '50m', memory: '32Mi' },
    memoryLimit: '256Mi',
  });
