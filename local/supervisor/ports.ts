/** Whether the ports of a shop are free, and who has those that are not. */
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { commandOf } from './process-identity.ts';
import { StartError } from './start-error.ts';

/** @param wanted port -> what for */
export async function requireFreePorts(wanted: ReadonlyMap<number, string>): Promise<void> {
  const busy = (await Promise.all([...wanted.keys()].map(async (port) => ((await isFree(port)) ? [] : [port])))).flat();
  const first = busy[0];
  if (first === undefined) return;
  const holder = holderOf(first);
  const others = busy.length > 1 ? ` (and ${busy.slice(1).join(', ')})` : '';
  throw new StartError(
    `port ${first}${others}, wanted for ${wanted.get(first)}, is in use${holder ? ` by ${holder}` : ''}: ` +
      'end that program, or move the whole shop with -- --port-offset 1000',
  );
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/**
 * Below the range from which the kernel takes ports for outgoing connections (32768 and more), so that none of those has
 * one between its choice and its use, or while what listens on it is restarted; above those of shops and of their tests.
 */
const freeRange = { from: 24_000, to: 30_000 };
const given = new Set<number>();

/** One that nobody listens on at the moment, and that this process was not given before. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(freeRange.from, freeRange.to);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) return port;
    if (given.size === freeRange.to - freeRange.from) throw new Error('no port is free');
  }
}

/** `pid 123 (command)`, if this user may see it. */
function holderOf(port: number): string | undefined {
  const inodes = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listeningInodes(table, port)));
  if (inodes.size === 0) return undefined;
  for (const pid of namesIn('/proc').filter((entry) => /^\d+$/.test(entry))) {
    for (const descriptor of namesIn(`/proc/${pid}/fd`)) {
      const inode = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${descriptor}`))?.[1];
      if (inode && inodes.has(inode)) return `pid ${pid} (${commandOf(Number(pid)) ?? 'unknown'})`;
    }
  }
  return undefined;
}

const listening = '0A';

function listeningInodes(table: string, port: number): string[] {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  try {
    return readFileSync(table, 'utf8')
      .split('\n')
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === listening && fields[1]?.endsWith(`:${hex}`))
      .flatMap((fields) => fields[9] ?? []);
  } catch {
    return [];
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
