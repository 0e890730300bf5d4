/**
 * The keys of one Redis user as lines of JSON, and back. Values are read by their type and not as Redis' own dump, which only an
 * administrator may load and only a server of the same version reads. Keys are without their prefix, which has the shop's name
 * in it.
 */
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { z } from 'zod';

export interface RedisUser {
  readonly host: string;
  readonly port: number;
  /** Of a cluster: its members, which count instead of `host` and `port`. */
  readonly members?: readonly { readonly host: string; readonly port: number }[];
  readonly username: string;
  readonly password: string;
  /** `ca` undefined: public authorities. */
  readonly tls?: { readonly ca?: string };
  /** Of all keys it may use, such as `shop-cart||`. */
  readonly prefix: string;
}

/** Bytes as base64: keys and values need not be text. */
const Entry = z.object({
  key: z.string(),
  type: z.enum(['string', 'hash', 'set', 'zset', 'list']),
  /** The value; of a hash fields and values in turn, of a sorted set members and scores. */
  values: z.array(z.string()),
  /** Milliseconds since the epoch; absent: it does not expire. */
  expiresAt: z.number().optional(),
});
type Entry = z.infer<typeof Entry>;

const batchSize = 500;

/** All keys of the user, line by line. */
export async function* readKeys(user: RedisUser): AsyncGenerator<string> {
  const redis = connect(user);
  try {
    await redis.connect();
    // A key may be seen twice while Redis rearranges its table: written twice, it is the same.
    for await (const keys of scan(redis, user.prefix))
      for (const entry of await Promise.all(keys.map((key) => readEntry(redis, key, user.prefix.length))))
        if (entry) yield `${JSON.stringify(entry)}\n`;
  } finally {
    redis.disconnect();
  }
}

/** Replaces all keys of the user. @throws for lines that `readKeys` did not write */
export async function replaceKeys(user: RedisUser, content: Readable): Promise<void> {
  const redis = connect(user);
  try {
    await redis.connect();
    for await (const keys of scan(redis, user.prefix)) await Promise.all(keys.map((key) => redis.unlink(key)));
    let batch: Entry[] = [];
    const write = async () => {
      await Promise.all(batch.map((entry) => writeEntry(redis, entry, user.prefix)));
      batch = [];
    };
    for await (const line of createInterface({ input: content, crlfDelay: Number.POSITIVE_INFINITY })) {
      batch.push(Entry.parse(JSON.parse(line)));
      if (batch.length === batchSize) await write();
    }
    await write();
  } finally {
    redis.disconnect();
  }
}

/** Of a cluster: one primary after the other. */
async function* scan(redis: Connection, prefix: string): AsyncGenerator<Buffer[]> {
  for (const server of redis instanceof Cluster ? redis.nodes('master') : [redis])
    for await (const keys of server.scanBufferStream({ match: `${prefix}*`, count: batchSize })) yield keys as Buffer[];
}

export const keysAsStream = (user: RedisUser): Readable => Readable.from(readKeys(user), { objectMode: false });

const text = (bytes: Buffer): string => bytes.toString('base64');
const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');

async function readEntry(redis: Connection, key: Buffer, prefixLength: number): Promise<Entry | undefined> {
  const [type, ttl] = await Promise.all([redis.type(key), redis.pttl(key)]);
  const values = await readValues(redis, key, type);
  // It expired, or was removed, just now.
  if (!values || values.length === 0 || ttl === -2) return undefined;
  return Entry.parse({
    key: text(key.subarray(prefixLength)),
    type,
    values: values.map(text),
    ...(ttl >= 0 ? { expiresAt: Date.now() + ttl } : {}),
  });
}

async function readValues(redis: Connection, key: Buffer, type: string): Promise<Buffer[] | undefined> {
  switch (type) {
    case 'string': {
      const value = await redis.getBuffer(key);
      return value === null ? undefined : [value];
    }
    case 'hash':
      return (await redis.callBuffer('HGETALL', key)) as Buffer[];
    case 'set':
      return redis.smembersBuffer(key);
    case 'zset':
      return redis.zrangeBuffer(key, 0, -1, 'WITHSCORES');
    case 'list':
      return redis.lrangeBuffer(key, 0, -1);
    case 'none':
      return undefined;
    default:
      throw new Error(`Redis holds a ${type}, which a backup cannot copy: ${key.toString()}`);
  }
}

async function writeEntry(redis: Connection, { key, type, values, expiresAt }: Entry, prefix: string): Promise<void> {
  const name = Buffer.concat([Buffer.from(prefix), bytes(key)]);
  const parts = values.map(bytes);
  // Twice in the backup, a list would be as long again.
  await redis.unlink(name);
  if (type === 'zset') await redis.call('ZADD', name, ...inReversedPairs(parts));
  else await redis.call(commands[type], name, ...parts);
  if (expiresAt !== undefined) await redis.pexpireat(name, Math.round(expiresAt));
}

const commands = { string: 'SET', hash: 'HSET', set: 'SADD', list: 'RPUSH' } as const;

/** A sorted set is read as member and score, and written as score and member. */
const inReversedPairs = (parts: readonly Buffer[]): Buffer[] =>
  parts.flatMap((part, at) => (at % 2 === 0 ? [parts[at + 1] ?? Buffer.alloc(0), part] : []));

type Connection = Redis | Cluster;

function connect({ host, port, members, username, password, tls }: RedisUser): Connection {
  const options: RedisOptions = {
    ...{ username, password },
    ...(tls ? { tls: tls.ca === undefined ? {} : { ca: tls.ca } } : {}),
    connectTimeout: 10_000,
    maxRetriesPerRequest: 2,
  };
  const retryStrategy = (attempt: number) => (attempt > 3 ? null : attempt * 500);
  const redis = members
    ? new Cluster([...members], {
        redisOptions: options,
        // Certificates have the names of members.
        dnsLookup: (name, done) => done(null, name),
        clusterRetryStrategy: retryStrategy,
        lazyConnect: true,
      })
    : new Redis({ ...options, ...{ host, port, retryStrategy, lazyConnect: true } });
  // The command that waits for the connection says what is wrong.
  redis.on('error', () => undefined);
  return redis;
}
