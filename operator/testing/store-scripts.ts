/** Stores of a sample shop with their own start scripts, with certificates that are valid for this machine. */
import assert from 'node:assert/strict';
import { dirname } from 'node:path';
import { after } from 'node:test';
import { deriveSecret } from '@mambogo/blueprint/derive-secret.ts';
import { findStoreServers } from '@mambogo/local/toolchain/store-servers.ts';
import { caBundle, renewCertificates } from '../src/certificates/renew.ts';
import { fieldText } from '../src/kube/kube-object.ts';
import type { CredentialGenerations } from '../src/model/credential-generations.ts';
import { SetupJobInput } from '../src/resources/setup-job-input.ts';
import { type Sample, type SampleShop, sampleShop } from './sample-shop.ts';
import { type StoreProcess, type StoreProcessSettings, startStoreProcess } from './start-store-process.ts';
import { waitUntil } from './wait-until.ts';

const embedded = new Map(
  ['postgres', 'postgres-ro', 'mysql', 'mysql-ro', 'redis', 'kafka'].map((store) => [
    store,
    ['localhost', '127.0.0.1', `*.shop-${store}.demo.svc`],
  ]),
);
const book = await renewCertificates(undefined, 'shop', embedded, new Date());
const certificates = {
  authorities: new Map([...embedded.keys()].map((store) => [store, caBundle(book)])),
  issued: new Map(Object.entries(book.servers)),
  pending: [],
};
const root = Buffer.alloc(32, 1);
const shop = sampleShop({ certificates, root });
export const { model } = shop;
/** The same shop at other generations of its credentials. */
export const shopAt = (credentials: CredentialGenerations) => sampleShop({ certificates, root, credentials });
export const secretFor = (purpose: string): string => deriveSecret(root, purpose);
export const tls = { ca: caBundle(book), rejectUnauthorized: true } as const;
/** CA of another shop: its signatures must not be trusted here. */
export const untrustedCa = { ca: caBundle(await renewCertificates(undefined, 'other', embedded, new Date())) };
const servers = findStoreServers().servers ?? assert.fail('the stores are not installed');
export const PATH = [
  servers.postgres,
  dirname(servers.mariadbd),
  dirname(servers.mariadbInstall),
  dirname(servers.redis),
  process.env.PATH,
].join(':');

/** @param spec additions to the default Storefront */
export async function startStore(settings: Settings): Promise<StoreProcess> {
  const store = await createStore(settings);
  await store.start();
  return store;
}

export const sampleOf = (spec: Sample['spec'], provisioned?: Sample['provisioned']) =>
  sampleShop({ certificates, spec, provisioned });

type Settings = Omit<StoreProcessSettings, 'shop'> & Pick<Sample, 'spec' | 'provisioned'>;

/** Not started yet. */
export async function createStore({ spec, provisioned, ...settings }: Settings): Promise<StoreProcess> {
  const of = spec || provisioned ? sampleOf(spec, provisioned) : shop;
  const store = await startStoreProcess({ ...settings, shop: of, environment: { PATH, ...settings.environment } });
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

/** A store that has just opened its port may reject connections for a moment; a Job retries too. */
export const runSetup = (work: () => Promise<void>) => waitUntil(() => work().then(() => true), 30_000);

/** Input of a store's set-up Job, with the store's local port. */
export function setupInput(
  store: string,
  port: number,
  spec?: Sample['spec'],
  { objects }: SampleShop = spec ? sampleOf(spec) : shop,
): SetupJobInput {
  const secret = objects.find(({ kind, metadata }) => kind === 'Secret' && metadata.name === `shop-${store}-setup`);
  const text = Buffer.from(fieldText(secret?.data, 'input.json') ?? '', 'base64').toString();
  return SetupJobInput.parse({ ...JSON.parse(text), host: '127.0.0.1', port });
}
export const passwordOf = (
  service: string,
  key = 'database-password',
  secretName = `shop-${service}-credentials`,
): string => {
  const secret = shop.objects.find(({ kind, metadata }) => kind === 'Secret' && metadata.name === secretName);
  return Buffer.from(fieldText(secret?.data, key) ?? '', 'base64').toString();
};
