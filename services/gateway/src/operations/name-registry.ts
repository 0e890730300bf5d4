/**
 * The registered instances of a service, where Dapr's own name resolution finds them: on one machine rows of an SQLite file, in
 * a cluster the addresses of the headless Service that Dapr creates for each app id. Sidecars resolve names in the same places.
 */
import { lookup } from 'node:dns/promises';
import { DatabaseSync } from 'node:sqlite';

export interface NameRegistry {
  readonly kind: 'sqlite' | 'dns';
  /** Addresses of its sidecars, sorted. @throws if the registry can't be read */
  addressesOf(appId: string): Promise<string[]>;
}

export const nameRegistry = (file: string | undefined): NameRegistry =>
  file === undefined ? dnsRegistry : sqliteRegistry(file);

/** Dapr's Service of an app id has this suffix and selects its pods that are ready. */
const daprService = (appId: string): string => `${appId}-dapr`;

const dnsRegistry: NameRegistry = {
  kind: 'dns',
  async addressesOf(appId) {
    const found = await lookup(daprService(appId), { all: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOTFOUND' || error.code === 'ENODATA') return [];
      throw error;
    });
    return found.map(({ address }) => address).sort();
  },
};

/** A name that was not renewed for longer than sidecars need is not resolved (`updateInterval` in the operator's build-model.ts). */
const validSeconds = 40;

/** Opened for each read: sidecars create the file, and may replace it. */
const sqliteRegistry = (file: string): NameRegistry => ({
  kind: 'sqlite',
  async addressesOf(appId) {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 200 });
    try {
      const rows = database
        .prepare(
          'select address from hosts where app_id = ? and unixepoch() - last_update < ? order by address limit 50',
        )
        .all(appId, validSeconds);
      return rows.map(({ address }) => String(address));
    } finally {
      database.close();
    }
  },
});
