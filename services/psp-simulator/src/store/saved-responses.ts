/** Idempotency keys: the first response to a key is replayed for 24 hours, whatever the charge's state is by then. */
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
  /** The response saved for this key; throws the problem `idempotency-key-reused` if it was used for a different request. */
  find(key: string, request: unknown): SavedResponse | undefined;
  save(key: string, request: unknown, response: SavedResponse): void;
}

const retentionMs = 24 * 3_600_000;

const Row = z.object({ fingerprint: z.string(), status: z.int(), body: z.string() });

export function createSavedResponses(database: DatabaseSync, now: () => number): SavedResponses {
  const select = database.prepare('select fingerprint, status, body from saved_answer where key = ? and savedAt > ?');
  const insert = database.prepare(
    'insert or replace into saved_answer (key, fingerprint, status, body, savedAt) values (?, ?, ?, ?, ?)',
  );
  const deleteExpired = database.prepare('delete from saved_answer where savedAt <= ?');

  return {
    find(key, request) {
      const row = select.get(key, now() - retentionMs);
      if (!row) return undefined;
      const { fingerprint, status, body } = Row.parse(row);
      if (fingerprint !== digest(request))
        throw new Problem('idempotency-key-reused', 'this Idempotency-Key was already used for a different request');
      return { status, body };
    },
    save(key, request, { status, body }) {
      deleteExpired.run(now() - retentionMs);
      insert.run(key, digest(request), status, body, now());
    },
  };
}

const digest = (request: unknown): string => createHash('sha256').update(JSON.stringify(request)).digest('hex');
