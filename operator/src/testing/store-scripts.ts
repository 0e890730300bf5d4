/** A sample shop's stores by their own start scripts, with certificates that are good for this machine. */
import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { after } from 'node:test';
import { findStoreServers } from '@mambogo/local/toolchain/store-servers.ts';
import { renewBook, trusted } from '../certificates/renew.ts';
import { fieldText } from '../kube/kube-object.ts';
import { PrepareInput } from '../resources/prepare-input.ts';
import { type Sample, sampleShop } from './sample-shop.ts';
import { type StoreProcess, type StoreProcessSettings, storeProcess } from './store-process.ts';
import { until } from './until.ts';

const embedded = new Map(['postgres', 'mysql', 'redis', 'kafka'].map((store) => [store, ['localhost', '127.0.0.1']]));
const book = await renewBook(undefined, 'shop', embedded, new Date());
const certificates = {
  authorities: new Map([...embedded.keys()].map((store) => [store, trusted(book)])),
  issued: new Map(Object.entries(book.servers)),
  awaited: [],
};
const shop = sampleShop({ certificates });
export const tls = { ca: trusted(book), rejectUnauthorized: true } as const;
/** Of another shop: what it signed proves nothing here. */
export const strangers = { ca: trusted(await renewBook(undefined, 'other', embedded, new Date())) };
const servers = findStoreServers().servers ?? assert.fail('the stores are not installed');
export const PATH = [
  servers.postgres,
  dirname(servers.mariadbd),
  dirname(servers.mariadbInstall),
  dirname(servers.redis),
  process.env.PATH,
].join(':');

/** @param spec what its Storefront says beside the usual */
export async function running(settings: Settings): Promise<StoreProcess> {
  const store = await stopped(settings);
  await store.start();
  return store;
}

type Settings = Omit<StoreProcessSettings, 'shop'> & Pick<Sample, 'spec' | 'madeWith'>;

/** Not started yet. */
export async function stopped({ spec, madeWith, ...settings }: Settings): Promise<StoreProcess> {
  const of = spec || madeWith ? sampleShop({ certificates, spec, madeWith }) : shop;
  const store = await storeProcess({ ...settings, shop: of, environment: { PATH, ...settings.environment } });
  after(async () => {
    await store.stop();
    store.remove();
  });
  return store;
}
export const restart = async (store: StoreProcess, signal?: NodeJS.Signals) => {
  await store.stop(signal);
  await store.start();
};

/** A store that has just opened its port may refuse for a moment; a Job is tried again as well. */
export const setUp = (work: () => Promise<void>) => until(() => work().then(() => true), 30_000);

/** What the setup Job of a store is told, at the port the store has here. */
export function setupInput(store: string, port: number): PrepareInput {
  const secret = shop.objects.find(
    ({ kind, metadata }) => kind === 'Secret' && metadata.name === `shop-${store}-setup`,
  );
  const text = Buffer.from(fieldText(secret?.data, 'input.json') ?? '', 'base64').toString();
  return PrepareInput.parse({ ...JSON.parse(text), host: '127.0.0.1', port });
}
export const passwordOf = (
  service: string,
  key = 'database-password',
  secretName = `shop-${service}-credentials`,
): string => {
  const secret = shop.objects.find(({ kind, metadata }) => kind === 'Secret' && metadata.name === secretName);
  return Buffer.from(fieldText(secret?.data, key) ?? '', 'base64').toString();
};
