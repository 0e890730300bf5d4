/**
 * A Redis cluster of three shards with two members each, on this machine, whose members a test kills. It is complete when it has
 * started: its configuration is written, not negotiated.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../supervisor/ports.ts';

export interface RedisCluster {
  /** `host:port` of every member; the first half are the primaries at first, the other half their replicas. */
  readonly members: readonly string[];
  kill(member: number): Promise<void>;
  /** With the data it had. */
  start(member: number): Promise<void>;
  freeze(member: number): void;
  thaw(member: number): void;
  stop(): Promise<void>;
}

const shards = 3;
const slots = 16_384;
/** Milliseconds: tests don't wait as long as a shop for a failure to be noticed. */
const nodeTimeoutMs = 1_000;

/** @param users `user` lines of redis.conf */
export async function startRedisCluster(users: readonly string[]): Promise<RedisCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'redis-cluster-'));
  const servers = new Map<number, ChildProcess>();
  const nodes: { readonly id: string; readonly port: number; readonly bus: number }[] = [];
  for (let at = 0; at < 2 * shards; at++)
    nodes.push({ id: String(at + 1).repeat(40), port: await freePort(), bus: await freePort() });
  const firstSlot = (shard: number) => Math.floor((shard * slots) / shards);

  const nodesConf = (self: number): string =>
    [
      ...nodes.map(({ id, port, bus }, at) => {
        const myself = at === self ? 'myself,' : '';
        const role =
          at < shards
            ? `${myself}master - 0 0 ${at + 1} connected ${firstSlot(at)}-${firstSlot(at + 1) - 1}`
            : `${myself}slave ${nodes[at - shards]?.id} 0 0 0 connected`;
        return `${id} 127.0.0.1:${port}@${bus} ${role}`;
      }),
      `vars currentEpoch ${shards} lastVoteEpoch 0`,
      '',
    ].join('\n');

  async function start(member: number): Promise<void> {
    const server = spawn('redis-server', [join(folder, String(member), 'redis.conf')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    servers.set(member, server);
    await new Promise<void>((resolve, reject) => {
      server.stdout.on('data', (text) => String(text).includes('Ready to accept connections') && resolve());
      server.once('error', reject);
      server.stdout.once('end', () => reject(new Error('redis-server ended before it was ready')));
    });
  }
  async function kill(member: number): Promise<void> {
    const server = servers.get(member);
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
  }

  nodes.forEach(({ port, bus }, member) => {
    mkdirSync(join(folder, String(member)));
    writeFileSync(join(folder, String(member), 'nodes.conf'), nodesConf(member));
    const settings = [
      ...['bind 127.0.0.1', `port ${port}`, `cluster-port ${bus}`, 'cluster-announce-ip 127.0.0.1'],
      ...[`dir ${join(folder, String(member))}`, 'save ""', 'appendonly yes', 'repl-diskless-sync-delay 0'],
      ...['cluster-enabled yes', `cluster-node-timeout ${nodeTimeoutMs}`, 'cluster-require-full-coverage no'],
      ...['cluster-allow-replica-migration no', ...users],
    ];
    writeFileSync(join(folder, String(member), 'redis.conf'), settings.join('\n'));
  });
  await Promise.all(nodes.map((_, member) => start(member)));
  return {
    members: nodes.map(({ port }) => `127.0.0.1:${port}`),
    kill,
    start,
    freeze: (member) => void servers.get(member)?.kill('SIGSTOP'),
    thaw: (member) => void servers.get(member)?.kill('SIGCONT'),
    async stop() {
      await Promise.all(nodes.map((_, member) => kill(member)));
      rmSync(folder, { recursive: true });
    },
  };
}
