/**
 * Vendure as the other side: its server, its worker, and a PostgreSQL of its own with the same programs and settings as ours. It starts
 * without data and gets the catalogue of the other side.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Product } from '@mambogo/contracts/api/products.ts';
import { z } from 'zod';
import { waitUntil } from '../../e2e/shopper/wait-until.ts';
import { clearDataDir, prepareDataDir, shopDirs } from '../../local/shop/shop-dirs.ts';
import { createPostgresRoles, postgresProcess, preparePostgres } from '../../local/stores/postgres.ts';
import { requireTraversable, serverUser } from '../../local/stores/system-user.ts';
import { silentProgress } from '../../local/supervisor/progress.ts';
import { runCommand } from '../../local/supervisor/run-command.ts';
import { StartError } from '../../local/supervisor/start-error.ts';
import { createSupervisor } from '../../local/supervisor/supervisor.ts';
import { dataFolder } from '../../local/toolchain/cache-folder.ts';
import { findStoreServers } from '../../local/toolchain/store-servers.ts';
import { cpuOf } from '../process-cost.ts';
import { installVendure } from './install-vendure.ts';
import type { Side } from './side.ts';
import { initialData, productsAsCsv } from './vendure-catalogue.ts';
import { graphql, signUpCustomer, type VendureProduct } from './vendure-shopper.ts';

export interface VendureOptions {
  readonly port: number;
  readonly databasePort: number;
  readonly shoppers: number;
  /** All products of the other side; the first ones are bought. */
  readonly products: readonly Product[];
  /** Number of products that are bought. */
  readonly bought: number;
}

const [startTimeoutMs, indexTimeoutMs] = [120_000, 600_000];
const password = 'vendure';

export async function startVendure(options: VendureOptions): Promise<Side> {
  const { port, databasePort, products } = options;
  const { servers } = findStoreServers();
  if (!servers) throw new StartError('PostgreSQL is missing: npm start names the package');
  const dirs = shopDirs(dataFolder('bench-vendure'));
  prepareDataDir(dirs);
  clearDataDir(dirs);
  prepareDataDir(dirs);
  requireTraversable(dirs.dataDir);
  const program = await installVendure(dirs.logs);
  const supervisor = createSupervisor({ logs: dirs.logs, run: dirs.run }, silentProgress);
  const environment = {
    NODE_ENV: 'production',
    VENDURE_PORT: String(port),
    DATABASE_PORT: String(databasePort),
    DATABASE_PASSWORD: password,
  };
  const node = (name: string, role: string, ready: RegExp | (() => Promise<boolean>)) =>
    supervisor.start('services', {
      ...{ name, ready, environment, folder: dirs.dataDir },
      command: process.execPath,
      args: [program, role],
      readyTimeoutMs: startTimeoutMs,
    });
  const api = `http://127.0.0.1:${port}/shop-api`;
  try {
    const postgres = {
      folder: dirs.postgres,
      port: databasePort,
      user: serverUser('postgres'),
      log: join(dirs.logs, 'prepare-postgres.log'),
      secret: () => password,
      databases: [{ database: 'vendure', role: 'vendure', password }],
    };
    await preparePostgres(postgres, servers.postgres);
    await supervisor.start('stores', postgresProcess(postgres, servers.postgres));
    await createPostgresRoles(postgres, servers.postgres);
    const csv = join(dirs.dataDir, 'products.csv');
    const catalogue = join(dirs.dataDir, 'catalogue.json');
    writeFileSync(csv, productsAsCsv(products));
    writeFileSync(catalogue, JSON.stringify({ initialData: initialData(products), products: csv }));
    await runCommand({
      command: process.execPath,
      args: [program, 'populate', catalogue],
      ...{ folder: dirs.dataDir, environment, log: join(dirs.logs, 'populate.log') },
    });
    await node('vendure', 'server', () => isReachable(api));
    await node('vendure-worker', 'worker', async () => true);
    const sold = await indexedProducts(api, products, options.bought);
    const shoppers = [];
    while (shoppers.length < options.shoppers) shoppers.push(await signUpCustomer(api, sold));
    const cpu = () =>
      cpuOf(
        new Map(supervisor.processes().flatMap(({ name, pid }) => (pid === undefined ? [] : [[name, pid] as const]))),
      );
    return { name: 'Vendure', shoppers, cpu, stop: () => supervisor.stop() };
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
}

const isReachable = async (api: string): Promise<boolean> => {
  try {
    return (await graphql(api, z.object({ __typename: z.string() }), '{ __typename }')).data.__typename !== '';
  } catch {
    return false;
  }
};

/** The worker puts products into their collections, and then both into the search index. */
async function indexedProducts(api: string, products: readonly Product[], bought: number): Promise<VendureProduct[]> {
  const wanted = new Map(products.slice(0, bought).map(({ sku, category }) => [sku, category.slug]));
  const byCategory = Map.groupBy(products, ({ category }) => category.slug);
  await waitUntil(
    'Vendure has indexed its catalogue',
    async () => {
      for (const [collection, all] of byCategory)
        if ((await search(api, { collectionSlug: collection, take: 1 })).totalItems < all.length) return false;
      return true;
    },
    indexTimeoutMs,
  );
  const found: VendureProduct[] = [];
  for (const collection of new Set(wanted.values()))
    for (let skip = 0; skip < (byCategory.get(collection)?.length ?? 0); skip += 100)
      for (const item of (await search(api, { collectionSlug: collection, take: 100, skip })).items)
        if (wanted.has(item.sku))
          found.push({ id: item.productId, slug: item.slug, variantId: item.productVariantId, collection });
  if (found.length !== wanted.size) throw new Error(`Vendure has ${found.length} of ${wanted.size} products`);
  return found;
}

const Found = z.object({
  search: z.object({
    totalItems: z.number(),
    items: z.array(
      z.object({ productId: z.string(), productVariantId: z.string(), slug: z.string(), sku: z.string() }),
    ),
  }),
});

const search = async (api: string, input: object) =>
  (
    await graphql(
      api,
      Found,
      `query ($input: SearchInput!) {
        search(input: $input) { totalItems items { productId productVariantId slug sku } }
      }`,
      { input: { groupByProduct: true, ...input } },
    )
  ).data.search;
