/**
 * `npm run bench -- operator-memory --shops 1000`: memory an operator uses for that many Storefronts with all their objects:
 * its watch cache and last-applied stores, as after a start, from lists parsed from JSON. Without a cluster: only memory is
 * measured, after garbage collection.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { wholeNumber } from '../local/cli/argument-values.ts';
import { loadLastApplied } from '../operator/src/controller/apply/last-applied-store.ts';
import type { Client, Scope } from '../operator/src/kube/client.ts';
import { type KubeObject, keyOf, referenceTo } from '../operator/src/kube/kube-object.ts';
import { hashOf } from '../operator/src/kube/object-hash.ts';
import { createWatchCache } from '../operator/src/kube/watch-cache.ts';
import { storefrontLabel } from '../operator/src/labels.ts';
import { sampleShop } from '../operator/testing/sample-shop.ts';
import { benchArguments, benchCommandLine, fromUser } from './bench-command-line.ts';
import { table } from './tables.ts';

const { shops } = benchCommandLine('operator-memory', [['--shops 1000', 'with this many Storefronts']])
  .option('--shops <n>', 'number of Storefronts', wholeNumber(1), 1_000)
  .parse(benchArguments(), fromUser)
  .opts();

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const heldBytes = (): number => {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
};

const { objects, storefront } = sampleShop();
const namespaceOf = (shop: number): string => `shop-${shop}`;
let version = 0;

/** The object as the API server returns it, sharing nothing with any other. */
const output = (object: KubeObject, shop: number): KubeObject => {
  version += 1;
  const uid = crypto.randomUUID();
  const metadata = { ...object.metadata, namespace: namespaceOf(shop), uid, resourceVersion: String(version) };
  return JSON.parse(JSON.stringify({ ...object, metadata }));
};

const page = 500;
const client: Pick<Client, 'list' | 'watch' | 'get'> = {
  async *list({ kind }: Scope) {
    const some = kind.kind === 'Storefront' ? [storefront] : objects.filter((one) => one.kind === kind.kind);
    for (let from = 0; from < shops; from += page) {
      const numbers = Array.from({ length: Math.min(page, shops - from) }, (_, at) => from + at);
      yield {
        items: numbers.flatMap((shop) => some.map((one) => output(one, shop))),
        resourceVersion: String(version),
      };
    }
  },
  async *watch(_scope, _from, signal) {
    await new Promise((resolve) => signal?.addEventListener('abort', resolve));
  },
  async get({ namespace = '', name }) {
    const digest = () => hashOf(crypto.randomUUID());
    const data = Object.fromEntries(
      objects.map((one) => [keyOf(referenceTo(one)).replaceAll('/', '_'), `${digest()} ${digest()}`]),
    );
    return {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace, labels: { [storefrontLabel]: 'shop' } },
      data,
    };
  },
};

const empty = heldBytes();
const cache = createWatchCache({ client: client as Client, namespaces: [], onChange: () => undefined });
await cache.start();
const cached = heldBytes();
const records = new Map<string, unknown>();
for (let shop = 0; shop < shops; shop += 1)
  records.set(namespaceOf(shop), await loadLastApplied(client as Client, namespaceOf(shop), 'shop'));
const total = heldBytes();

const mebibytes = (value: number): string => value.toFixed(0);
console.log(
  table(
    ['', ''],
    [
      ['Storefronts, and objects of each', `${cache.storefrontKeys().length}, ${objects.length}`],
      ['watch cache, MiB', mebibytes(cached - empty)],
      ['last-applied stores, MiB', mebibytes(total - cached)],
      ['total, KiB per Storefront', mebibytes(((total - empty) * 1_024) / shops)],
    ],
  ),
);
cache.stop();
process.exit(records.size === shops ? 0 : 1);
