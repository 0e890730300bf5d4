/** Idempotency keys: the first answer to a key, replayed for 24 hours whatever has become of the charge since. */
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { Problem } from '@mambogo/service/http/problem.ts';
import { z } from 'zod';

export interface SavedResponse {
  readonly status: number;
  /** JSON text. */
  readonly body: string;
}

export interface SavedResponses {
  /** The answer to this key, if it was used; throws the problem `idempotency-key-reused` when for another request. */
  find(key: string, request: unknown): SavedResponse | undefined;
  save(key: string, request: unknown, answer: SavedResponse): void;
}

const retentionMs = 24 * 3_600_000;

const Row = z.object({ fingerprint: z.string(), status: z.int(), body: z.string() });

export function createSavedResponses(database: DatabaseSync, now: () => number): SavedResponses {
  const select = database.prepare('select fingerprint, status, body from saved_answer where key = ? and savedAt > ?');
  const insert = database.prepare(
    'insert or replace into saved_answer (key, fingerprint, status, body, savedAt) values (?, ?, ?, ?, ?)',
  );
  const forget = database.prepare('delete from saved_answer where savedAt <= ?');

  return {
    find(key, request) {
      const row = select.get(key, now() - retentionMs);
      if (!row) return undefined;
      const { fingerprint, status, body } = Row.parse(row);
      if (fingerprint !== digest(request))
        throw new Problem('idempotency-key-reused', 'this Idempotency-Key was first used with another request');
      return { status, body };
    },
    save(key, request, { status, body }) {
      forget.run(now() - retentionMs);
      insert.run(key, digest(request), status, body, now());
    },
  };
}

const digest = (request: unknown): string => createHash('sha256').update(JSON.stringify(request)).digest('hex');
