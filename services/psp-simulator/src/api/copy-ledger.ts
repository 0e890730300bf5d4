/** GET /v1/ledger/copy: the whole ledger as an SQLite file, as it is now, for backups. */
import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Express } from 'express';
import type { Context } from '../context.ts';

export function mountCopyLedger(app: Express, { database }: Context): void {
  app.get('/v1/ledger/copy', async (_request, response) => {
    const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
    try {
      const file = join(folder, 'ledger.sqlite');
      database.prepare('vacuum into ?').run(file);
      response.type('application/vnd.sqlite3');
      await pipeline(createReadStream(file), response);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}
