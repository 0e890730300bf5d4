/** Options of each store of a shop on this machine. */
import { join } from 'node:path';
import type { DatabaseModel } from '@mambogo/operator/model/model.ts';
import type { StoreOptions } from '../stores/store-options.ts';
import { serverUser } from '../stores/system-user.ts';
import { isReplicated } from './required-ports.ts';
import type { AddressSource } from './shop-addresses.ts';

export interface StoreServerOptions {
  readonly postgres: StoreOptions;
  readonly mariadb: StoreOptions;
  readonly redis: StoreOptions;
}

export function storeServerOptions({ model, dirs, ports, secret }: AddressSource): StoreServerOptions {
  const log = (name: string) => join(dirs.logs, `prepare-${name}.log`);
  const databases = (store: DatabaseModel['store']) =>
    model.databases
      .filter((database) => database.store === store)
      .map(({ database, role, passwordPurpose }) => ({ database, role, password: secret(passwordPurpose) }));
  return {
    postgres: {
      folder: dirs.postgres,
      port: ports.postgres,
      user: serverUser('postgres'),
      log: log('postgres'),
      databases: databases('postgres'),
      replicationPassword: isReplicated(model, 'postgres') ? secret('replication-password/postgres') : undefined,
      secret,
    },
    mariadb: {
      folder: dirs.mariadb,
      port: ports.mariadb,
      user: serverUser('mysql'),
      log: log('mariadb'),
      databases: databases('mysql'),
      secret,
    },
    redis: {
      folder: dirs.redis,
      port: ports.redis,
      user: serverUser('redis'),
      log: log('redis'),
      databases: [],
      secret,
    },
  };
}
