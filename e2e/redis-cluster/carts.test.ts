/**
 * Carts on a real Redis cluster, through a real sidecar with the shop's component: none is lost when a primary is
 * killed, and each can be read and written again once its shard has failed over.
 */
import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readComponentTemplates } from '@mambogo/blueprint/component-templates.ts';
import { renderComponents } from '@mambogo/blueprint/render-components.ts';
import { serviceBlueprint } from '@mambogo/blueprint/services.ts';
import { createStateStore, type StateStore } from '@mambogo/dapr/state.ts';
import { stateOverHttp } from '@mambogo/dapr/state-over-http.ts';
import { type RedisCluster, startRedisCluster } from '@mambogo/local/stores/testing/redis-cluster.ts';
import { freePort } from '@mambogo/local/supervisor/ports.ts';
import { buildDapr } from '@mambogo/local/toolchain/build-dapr.ts';
import { cacheFolder } from '@mambogo/local/toolchain/cache-folder.ts';
import { stringify } from 'yaml';
import { z } from 'zod';
import { apiToken, startSidecar } from '../security/two-sidecars.ts';
import { waitUntil } from '../shopper/wait-until.ts';

const folder = mkdtempSync(join(tmpdir(), 'carts-on-cluster-'));
const Cart = z.object({ turn: z.number() });
const owners = Array.from({ length: 30 }, (_, at) => `customer-${at}`);
let cluster: RedisCluster;
let sidecar: ChildProcess;
let carts: StateStore;

before(async () => {
  cluster = await startRedisCluster([
    'user cart on >secret ~shop-cart||* resetchannels +@all -@admin -@dangerous +info',
  ]);
  const httpPort = await freePort();
  writeComponent(join(folder, 'resources'));
  const { daprd } = await buildDapr({ cache: cacheFolder(), logs: folder });
  const flags = ['--resources-path', join(folder, 'resources')];
  sidecar = await startSidecar({ folder, daprd, appId: 'shop-cart', httpPort, flags });
  carts = createStateStore(stateOverHttp, { httpPort, apiToken, component: 'shop-carts' });
});
after(async () => {
  await carts.close();
  const gone = once(sidecar, 'exit');
  sidecar.kill('SIGKILL');
  await gone;
  await cluster.stop();
  rmSync(folder, { recursive: true });
});

/** The component of carts as a shop has it, and the store of its password. */
function writeComponent(resources: string): void {
  const secretsFile = join(folder, 'secrets.json');
  writeFileSync(secretsFile, JSON.stringify({ 'shop-cart': { 'redis-password': 'secret' } }));
  const objects = renderComponents(readComponentTemplates(), {
    ...{ storefront: 'shop', namespace: 'default', services: [serviceBlueprint('cart')], prefix: '' },
    kafka: { brokers: '127.0.0.1:1', version: '3.9.0', authentication: [] },
    redis: {
      host: cluster.members.join(','),
      cluster: true,
      user: 'cart',
      secretName: 'shop-cart',
      prefix: '',
      tls: false,
    },
    selfHosted: { secretsFile, nameResolution: {} },
  });
  mkdirSync(resources);
  for (const object of objects.filter(({ metadata }) => ['shop-carts', 'kubernetes'].includes(metadata.name)))
    writeFileSync(join(resources, `${object.metadata.name}.yaml`), stringify(object));
}

const lost: string[] = [];

/** Writes a cart if it is still the one of the turn before; a write whose response was lost has arrived. */
async function write(owner: string, turn: number): Promise<void> {
  const attempt = async () => {
    const found = await carts.read(owner, Cart);
    const now = found?.value.turn ?? 0;
    if (now === turn) return true;
    if (now !== turn - 1) lost.push(`${owner}: ${now} instead of ${turn - 1}`);
    await carts.write(owner, { turn }, { etag: found?.etag, ttlSeconds: 600 });
    return true;
  };
  await waitUntil(`${owner} is written`, () => attempt().catch(() => false), 30_000);
}

test('no cart is lost when a primary is killed', { timeout: 120_000 }, async () => {
  await Promise.all(owners.map((owner) => write(owner, 1)));
  await cluster.kill(1);
  await Promise.all(owners.map((owner) => write(owner, 2)));
  assert.deepEqual(lost, []);
  for (const owner of owners) assert.equal((await carts.read(owner, Cart))?.value.turn, 2);
});
