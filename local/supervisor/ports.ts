/** Checks whether a shop's ports are free, and which process uses those that are not. */
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { commandOf, parentOf } from './process-identity.ts';
import { StartError } from './start-error.ts';

/**
 * @param required port -> purpose
 * @param hintFor the command for the same shop with this port offset
 */
export async function requireFreePorts(
  required: ReadonlyMap<number, string>,
  hintFor?: (moved: number) => string,
): Promise<void> {
  const busy = await portsInUse([...required.keys()]);
  const first = busy[0];
  if (first === undefined) return;
  const holder = portOwner(first);
  const others =
    busy.length > 1 ? `, and so ${busy.length === 2 ? 'is' : 'are'} ${busy.length - 1} more of ${required.size}` : '';
  const moved = hintFor && (await findFreeOffset([...required.keys()]));
  throw new StartError(
    `port ${first}, needed for ${required.get(first)}, is in use${holder ? ` by ${holder}` : ''}${others}: end that program` +
      (hintFor && moved ? `, or move the whole shop: ${hintFor(moved)}` : ''),
  );
}

const portsInUse = async (ports: readonly number[]): Promise<number[]> =>
  (await Promise.all(ports.map(async (port) => ((await isFree(port)) ? [] : [port])))).flat();

/** The smallest offset in thousands at which all of them are free. */
async function findFreeOffset(ports: readonly number[]): Promise<number | undefined> {
  for (let moved = 1_000; Math.max(...ports) + moved <= 65_535; moved += 1_000)
    if ((await portsInUse(ports.map((port) => port + moved))).length === 0) return moved;
  return undefined;
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/**
 * Below the kernel's range for outgoing connections (32768 and up), so that none of those uses a port between its choice and its
 * use, or while its listener restarts; above the ports of shops and their tests.
 */
const freeRange = { from: 24_000, to: 30_000 };
const reservedPorts = new Set<number>();

/** A port that is free at the moment, and that this process did not return before. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(freeRange.from, freeRange.to);
    if (reservedPorts.has(port)) continue;
    reservedPorts.add(port);
    if (await isFree(port)) return port;
    if (reservedPorts.size === freeRange.to - freeRange.from) throw new Error('no free port');
  }
}

/** `pid 123 (command)`, or the shop it belongs to, if this user may see it. */
function portOwner(port: number): string | undefined {
  const inodes = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listeningInodes(table, port)));
  if (inodes.size === 0) return undefined;
  for (const pid of namesIn('/proc').filter((entry) => /^\d+$/.test(entry))) {
    for (const descriptor of namesIn(`/proc/${pid}/fd`)) {
      const inode = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${descriptor}`))?.[1];
      if (inode && inodes.has(inode)) return describeOwner(Number(pid));
    }
  }
  return undefined;
}

/** A shop's processes are ended by stopping the shop. */
function describeOwner(pid: number): string {
  for (let at: number | undefined = pid; at !== undefined && at > 1; at = parentOf(at))
    if (/\blocal\/start\.ts\b/.test(commandOf(at) ?? '')) return `another shop (npm start, pid ${at})`;
  return `pid ${pid} (${commandOf(pid) ?? 'unknown'})`;
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
