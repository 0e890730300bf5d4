/** What each store of a shop is given on this machine. */
import { join } from 'node:path';
import type { DatabaseModel } from '@mambogo/operator/model/model.ts';
import type { StoreRoom } from '../stores/store-room.ts';
import { serverUser } from '../stores/system-user.ts';
import type { AddressSource } from './shop-addresses.ts';

export interface StoreRooms {
  readonly postgres: StoreRoom;
  readonly mariadb: StoreRoom;
  readonly redis: StoreRoom;
}

export function storeRooms({ model, room, ports, secret }: AddressSource): StoreRooms {
  const log = (name: string) => join(room.logs, `prepare-${name}.log`);
  const databases = (store: DatabaseModel['store']) =>
    model.databases
      .filter((database) => database.store === store)
      .map(({ database, role, passwordPurpose }) => ({ database, role, password: secret(passwordPurpose) }));
  return {
    postgres: {
      folder: room.postgres,
      port: ports.postgres,
      user: serverUser('postgres'),
      log: log('postgres'),
      databases: databases('postgres'),
      secret,
    },
    mariadb: {
      folder: room.mariadb,
      port: ports.mariadb,
      user: serverUser('mysql'),
      log: log('mariadb'),
      databases: databases('mysql'),
      secret,
    },
    redis: {
      folder: room.redis,
      port: ports.redis,
      user: serverUser('redis'),
      log: log('redis'),
      databases: [],
      secret,
    },
  };
}
