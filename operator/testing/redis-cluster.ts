/** A Redis cluster of a sample shop on this machine: its real start scripts, each member at an address of its own. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { LookupFunction } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import type { ConnectionOptions } from 'node:tls';
import { promisify } from 'node:util';
import { freePort } from '@mambogo/local/supervisor/ports.ts';
import { Cluster } from 'ioredis';
import type { StoreProcess } from './start-store-process.ts';
import { createStore, PATH, passwordOf, tls } from './store-scripts.ts';
import { waitUntil } from './wait-until.ts';

export const redisClusterSpec = { data: { redis: { embedded: { shards: 3 } } } };
const memberCount = 6;

const isReady = ({ config }: StoreProcess, ordinal: number): Promise<boolean> =>
  promisify(execFile)('sh', [join(config, 'ready.sh')], { env: { PATH, HOSTNAME: `shop-redis-${ordinal}` } }).then(
    () => true,
    () => false,
  );

export interface RedisClusterProcesses {
  readonly members: readonly StoreProcess[];
  memberAt(ordinal: number): StoreProcess;
  /** As the kubelet asks. */
  everyMemberIsReady(): Promise<unknown>;
  readonly port: number;
  /** Host names of members are those of a cluster. */
  addressOf(host: string): string;
  /** As the gateway's user. Fails at once while a shard has no primary. */
  connect(): Cluster;
  /** Gives all members other addresses, while they are stopped. */
  moveAll(): void;
}

/** Not in a hook: at its end the cluster would be stopped. */
export async function startRedisCluster(): Promise<RedisClusterProcesses> {
  const names = mkdtempSync(join(tmpdir(), 'redis-names-'));
  const clients: Cluster[] = [];
  after(() => {
    for (const client of clients) client.disconnect();
    rmSync(names, { recursive: true });
  });
  const [port, bus] = [await freePort(), await freePort()];
  // Loopback has a whole network of addresses.
  let network = 1;
  const addressOf = (host: string) => `127.0.${network}.${10 + Number(/-(\d+)(\.|$)/.exec(host)?.[1])}`;
  const hosts = Array.from({ length: memberCount }, (_, ordinal) => `shop-redis-${ordinal}`);
  const lookup: LookupFunction = (host, { all }, done) =>
    all ? done(null, [{ address: addressOf(host), family: 4 }]) : done(null, addressOf(host), 4);
  const writeNames = () => {
    for (const host of hosts) writeFileSync(join(names, host), `${addressOf(host)}\n`, { mode: 0o644 });
  };
  writeNames();
  const members = await Promise.all(
    hosts.map((host, ordinal) =>
      createStore({
        ...{ store: 'redis', spec: redisClusterSpec },
        replace: {
          'getent ahostsv4 "$1"': `cat "${names}/\${1%%.*}"`,
          'bind 0.0.0.0': `bind ${addressOf(host)}`,
          // A test does not wait as long as a shop.
          ...{ 'cluster-node-timeout 5000': 'cluster-node-timeout 2500', 'pause=5': 'pause=1', '-ge 6 ]': '-ge 3 ]' },
        },
        member: { ordinal, ports: { 6380: port, 16380: bus }, address: () => addressOf(host) },
      }),
    ),
  );
  await Promise.all(members.map((member) => member.start()));
  return {
    members,
    memberAt: (ordinal) => members[ordinal] ?? assert.fail(`no member ${ordinal}`),
    everyMemberIsReady: () => waitUntil(async () => (await Promise.all(members.map(isReady))).every(Boolean)),
    port,
    addressOf,
    connect() {
      const cluster = new Cluster(
        hosts.map((host) => ({ host: `${host}.shop-redis.demo.svc`, port })),
        {
          // Names are resolved where a connection is made, so that certificates are verified by name.
          dnsLookup: (host, done) => done(null, host),
          enableOfflineQueue: false,
          redisOptions: {
            ...{ username: 'gateway', password: passwordOf('gateway', 'redis-password') },
            ...{ maxRetriesPerRequest: 0, connectTimeout: 2_000 },
            tls: { ...tls, lookup } as ConnectionOptions,
          },
        },
      );
      cluster.on('error', () => undefined);
      clients.push(cluster);
      return cluster;
    },
    moveAll() {
      const before = hosts.map(addressOf);
      network += 1;
      writeNames();
      members.forEach(({ config }, at) => {
        const file = join(dirname(config), 'secret', 'redis.conf');
        const moved = readFileSync(file, 'utf8').replace(`bind ${before[at]}`, `bind ${addressOf(hosts[at] ?? '')}`);
        writeFileSync(file, moved);
      });
    },
  };
}
