/**
 * Bounded LRU cache of the last good responses by address. They are served while a service is down, and for a moment instead of
 * calling it. A write through this gateway ends that moment early.
 */
import { Transform } from 'node:stream';
import { LRUCache } from 'lru-cache';

export interface StaleResponse {
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
  readonly ageSeconds: number;
}

export interface StaleCache {
  /** A pass-through stream for a response's body; once it has ended without an error, the response is cached for `url`. */
  record(url: string, headers: StaleResponse['headers']): Transform;
  /** The same for a body that is already complete. */
  store(url: string, headers: StaleResponse['headers'], body: Buffer): void;
  /** The service confirmed this entity tag (304): if it is the cached one, the entry's age is reset. */
  confirm(url: string, etag: string | string[] | undefined): void;
  find(url: string): StaleResponse | undefined;
  /** Only if it needs no request. */
  findFresh(url: string): StaleResponse | undefined;
  /** After a write: no entry cached so far is fresh any more. */
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

/** @param freshSeconds how long a response is served without a request */
export function createStaleCache(
  freshSeconds: number,
  { total, single }: CacheBounds = { total: 16_777_216, single: 262_144 },
  now: () => number = Date.now,
): StaleCache {
  let changedAt = 0;
  const cache = new LRUCache<string, CachedResponse>({
    maxSize: total,
    // Entries with an empty body take memory too.
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
