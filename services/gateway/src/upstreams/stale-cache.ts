/**
 * The last good answers by address, in bounded memory, the least used leave first: for when a service is away, and for a
 * moment instead of asking it again. That moment ends early when something was changed there through this gateway.
 */
import { Transform } from 'node:stream';
import { LRUCache } from 'lru-cache';

export interface StaleResponse {
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
  readonly ageSeconds: number;
}

export interface StaleCache {
  /** A stream to send an answer's body through; once it has ended well, the answer is the last good one of `url`. */
  record(url: string, headers: StaleResponse['headers']): Transform;
  /** The same, of a body that is there already. */
  store(url: string, headers: StaleResponse['headers'], body: Buffer): void;
  /** The service says that what has this entity tag is still so: if it is what we have, its age begins anew. */
  confirm(url: string, etag: string | string[] | undefined): void;
  find(url: string): StaleResponse | undefined;
  /** Only if it is as good as a new one. */
  findFresh(url: string): StaleResponse | undefined;
  /** Something was changed: nothing kept so far is fresh any more. */
  invalidate(): void;
}

interface CachedResponse {
  readonly headers: StaleResponse['headers'];
  readonly body: Buffer;
  readonly at: number;
}

export interface CacheBounds {
  /** Bytes of all bodies together, and of one. */
  readonly total: number;
  readonly single: number;
}

/** @param freshSeconds how long an answer is as good as a new one */
export function createStaleCache(
  freshSeconds: number,
  { total, single }: CacheBounds = { total: 16_777_216, single: 262_144 },
  now: () => number = Date.now,
): StaleCache {
  let changedAt = 0;
  const cache = new LRUCache<string, CachedResponse>({
    maxSize: total,
    // An empty body also takes memory.
    sizeCalculation: ({ body }, url) => body.length + url.length + 500,
  });
  const storeResponse = (url: string, headers: StaleResponse['headers'], body: Buffer) => {
    if (body.length <= single) cache.set(url, { headers, body, at: now() });
  };
  const age = (found: CachedResponse): StaleResponse => ({
    ...found,
    ageSeconds: Math.floor((now() - found.at) / 1_000),
  });
  return {
    store: storeResponse,
    record(url, headers) {
      let chunks: Buffer[] | undefined = [];
      let length = 0;
      return new Transform({
        transform(chunk: Buffer, _encoding, done) {
          length += chunk.length;
          if (length > single) chunks = undefined;
          chunks?.push(chunk);
          done(null, chunk);
        },
        flush(done) {
          if (chunks) storeResponse(url, headers, Buffer.concat(chunks));
          done();
        },
      });
    },
    confirm(url, etag) {
      const found = cache.get(url);
      if (found && etag !== undefined && found.headers.etag === etag) cache.set(url, { ...found, at: now() });
    },
    find(url) {
      const found = cache.get(url);
      return found && age(found);
    },
    findFresh(url) {
      const found = cache.get(url);
      return found && found.at > changedAt && now() - found.at < freshSeconds * 1_000 ? age(found) : undefined;
    },
    invalidate() {
      changedAt = now();
    },
  };
}
