/** For tests: a separate Redis, with an account that has the permissions the shop gives the gateway. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@mambogo/local/supervisor/ports.ts';
import { Redis } from 'ioredis';

export const redisPassword = 'redis-secret';
export const redisPrefix = 'shop-gateway:';

export interface TestRedis {
  readonly url: string;
  /** Starts recording the commands received, each as `name argument ...`. */
  watch(): Promise<{ readonly seen: readonly string[]; stop(): void }>;
  freeze(): void;
  thaw(): void;
  /** Stops it; `start` starts it again on the same port, empty. */
  end(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export async function startRedis(): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-redis-'));
  const port = await freePort();
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const settings = [
      'bind 127.0.0.1',
      `port ${port}`,
      `dir ${folder}`,
      'save ""',
      `user gateway on >${redisPassword} ~${redisPrefix}* resetchannels +@all -@admin -@dangerous +info`,
    ];
    writeFileSync(join(folder, 'redis.conf'), settings.join('\n'));
    server = spawn('redis-server', [join(folder, 'redis.conf')], { stdio: ['ignore', 'pipe', 'inherit'] });
    server.once('error', (error) => {
      throw new Error(`redis-server could not be started; install the Debian package redis-server: ${error.message}`);
    });
    const { stdout } = server;
    if (!stdout) throw new Error('redis-server has no output');
    await new Promise<void>((resolve, reject) => {
      stdout.on('data', (text) => String(text).includes('Ready to accept connections') && resolve());
      stdout.once('end', () => reject(new Error('redis-server ended before it was ready')));
    });
  }
  async function end(): Promise<void> {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
  }
  await start();
  return {
    url: `redis://gateway@127.0.0.1:${port}`,
    async watch() {
      const seen: string[] = [];
      const connection = new Redis(port, '127.0.0.1', { retryStrategy: () => null });
      const monitor = await connection.monitor();
      monitor.on('monitor', (_time: string, args: string[]) => seen.push(args.join(' ')));
      return {
        seen,
        stop() {
          monitor.disconnect();
          connection.disconnect();
        },
      };
    },
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
    end,
    start,
    async stop() {
      await end();
      rmSync(folder, { recursive: true });
    },
  };
}
