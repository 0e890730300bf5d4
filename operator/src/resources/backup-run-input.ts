/** The input of a backup's or restore's Job, from the model of the shop. Pure. */
import { basename } from 'node:path';
import type { BackupDestination } from '../api/backup-spec.ts';
import { serviceHost } from '../model/cluster-placement.ts';
import { redisMembers } from '../model/redis-cluster.ts';
import type { PlacedStore, ShopModel } from '../model/shop-model.ts';
import { serverOf } from '../model/store-server.ts';
import type { BackupJobInput, BackupTask } from './backup-job-input.ts';
import { backupFolders } from './backup-jobs.ts';
import type { DeriveSecretFor } from './secret-purposes.ts';
import { setupJobInput } from './setup-job-input.ts';

export interface RunOptions {
  readonly task: BackupTask;
  /** Uid of the request. */
  readonly id: string;
  readonly destination: BackupDestination;
  /** Of the backup, at the destination. */
  readonly path: string;
  readonly rootFingerprint: string;
}

/** Services whose volumes the task uses: a running simulator hands out a copy of its ledger, so only a restore needs its file. */
export const volumesOf = ({ services, settingsSource }: ShopModel, task: BackupTask): string[] =>
  services
    .map(({ name }) => name)
    .filter(
      (name) =>
        (name === 'config' && !settingsSource && (task === 'back-up' || task === 'switch')) ||
        (name === 'psp-simulator' && task === 'switch'),
    );

export function backupRunInput(model: ShopModel, secret: DeriveSecretFor, options: RunOptions): BackupJobInput {
  const { task, id, destination, path, rootFingerprint } = options;
  const restores = task === 'prepare' || task === 'switch';
  const mounted = volumesOf(model, task);
  const fileOf = (service: string, variable: string): string | undefined => {
    const file = model.services.find(({ name }) => name === service)?.environment[variable];
    return file && mounted.includes(service) ? `${backupFolders.data}/${service}/${basename(file)}` : undefined;
  };
  const full = task !== 'remove';
  return {
    task,
    id,
    shop: model.storefront,
    version: model.version,
    rootFingerprint,
    destination: {
      path: destination.s3?.prefix ? `${destination.s3.prefix.replace(/\/+$/, '')}/${path}` : path,
      ...(destination.s3
        ? { s3: { bucket: destination.s3.bucket, endpoint: destination.s3.endpoint, region: destination.s3.region } }
        : {}),
    },
    databases: full ? databases(model, secret) : [],
    redis: full ? redisUsers(model, secret) : [],
    ledger: task === 'back-up' ? ledger(model, secret) : undefined,
    files: { ledger: fileOf('psp-simulator', 'LEDGER_FILE'), settings: fileOf('config', 'REPOSITORY_DIR') },
    stores: restores
      ? model.stores.filter(({ server }) => server !== 'redis').map((store) => setupJobInput(model, store, secret))
      : [],
  };
}

const storeOf = ({ stores }: ShopModel, service: string, server: PlacedStore['server'] | undefined): PlacedStore => {
  const store = stores.find((one) => one.server === server && one.users.some((user) => user === service));
  if (!store) throw new Error(`${service} has no ${server}`);
  return store;
};

/** Address of a store, and how it is verified. */
function address(model: ShopModel, { source, name, address: { host, port } }: PlacedStore) {
  const access = source.embedded ? undefined : model.external.get(source.secretName);
  const tls = source.embedded || access?.tls ? { ca: model.certificates.authorities.get(name) } : undefined;
  return { host, port, tls, access };
}

const databases = (model: ShopModel, secret: DeriveSecretFor): BackupJobInput['databases'] =>
  model.databases.map(({ service, store, database, login, passwordPurpose }) => {
    const { access: _, ...at } = address(model, storeOf(model, service, serverOf(store)));
    return { service, store, ...at, database, role: login, password: secret(passwordPurpose) };
  });

const redisUsers = (model: ShopModel, secret: DeriveSecretFor): BackupJobInput['redis'] =>
  model.redisUsers.map(({ name, login, keyPattern, passwordPurpose }) => {
    const store = storeOf(model, name, 'redis');
    const { access, ...at } = address(model, store);
    const members = redisMembers(model.storefront, model.namespace, store);
    return {
      service: name,
      ...at,
      ...(members.length > 1 ? { members: members.map(({ host }) => ({ host, port: at.port })) } : {}),
      username: access?.username ?? login,
      password: access?.password ?? secret(passwordPurpose),
      prefix: keyPattern.slice(0, -1),
    };
  });

function ledger(model: ShopModel, secret: DeriveSecretFor): BackupJobInput['ledger'] {
  const simulator = model.services.find(({ name }) => name === 'psp-simulator');
  const purpose = simulator?.credentials['psp-api-key'];
  if (!simulator || purpose === undefined) return undefined;
  return { url: `http://${serviceHost(simulator.appId, model.namespace)}:${simulator.port}`, apiKey: secret(purpose) };
}
