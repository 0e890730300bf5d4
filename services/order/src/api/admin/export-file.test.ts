import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { TimelineEntry } from '@mambogo/contracts/api/orders.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { listen } from '@mambogo/service/http/server.ts';
import express, { type Response } from 'express';
import { sendLongExport, toCsv, toJsonLines } from './export-file.ts';

const entry: TimelineEntry = {
  at: '2026-01-01T00:00:00.000Z',
  service: 'order',
  type: 'order.placed',
  version: 1,
  actor: 'customer:x',
  role: 'customer',
  correlationId: 'x',
  data: { number: 'M1', "it's": 'a "quote", and a comma' },
};

const columns = [
  ...(['at', 'service', 'type', 'version', 'actor', 'role', 'cause', 'causationId', 'correlationId'] as const),
  ...(['traceId', 'data'] as const),
];

test('CSV has a header, empty cells for absent fields, and quoted data', () => {
  assert.equal(
    toCsv([entry], columns),
    'at,service,type,version,actor,role,cause,causationId,correlationId,traceId,data\n' +
      '2026-01-01T00:00:00.000Z,order,order.placed,1,customer:x,customer,,,x,,' +
      `"{""number"":""M1"",""it's"":""a \\""quote\\"", and a comma""}"\n`,
  );
});

test('no cell of CSV begins like a formula', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r', '\uff1d', '\uff0b', '\uff0d', '\uff20']) {
    const text = toCsv([{ ...entry, actor: `${start}cmd|' /C calc'!A0`, cause: `${start}1` }], columns);
    const [, line = ''] = text.split(/\n(?=2026)/);
    for (const cell of line.split(',').slice(4, 7)) assert.ok(!cell.replace(/^"/, '').startsWith(start), line);
  }
});

test('JSON Lines has one entry a line', () => {
  const lines = toJsonLines([entry, entry]).trimEnd().split('\n');
  assert.deepEqual(
    lines.map((line) => JSON.parse(line)),
    [entry, entry],
  );
});

test('CSV of several pages has one header, and an empty list has it too', async (t) => {
  const { fetchFile } = await startExports(t);
  const line = toCsv([entry], columns, false);
  assert.equal(await (await fetchFile(pages([entry], [entry]))).text(), toCsv([entry], columns) + line);
  assert.equal(await (await fetchFile(pages([]))).text(), toCsv([], columns));
});

test('a failure before the first page is a response, a later one breaks off the file', async (t) => {
  const { fetchFile } = await startExports(t);
  assert.equal((await fetchFile(pages())).status, 503);
  await assert.rejects(async () => (await fetchFile(pages([entry], 'failure'))).text());
});

test('two long files are sent at the same time, and another one is refused until one has ended or its client has left', async (t) => {
  const { fetchFile } = await startExports(t);
  const first = new AbortController();
  const [left, stays] = [waiting(), waiting()];
  const running = [fetchFile(left.pages, first.signal), fetchFile(stays.pages)];
  await Promise.all([left.begun, stays.begun]);
  const refused = await fetchFile(pages([entry]));
  assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '5']);
  first.abort();
  left.end();
  await running[0]?.catch(() => undefined);
  for (let status = 429; status === 429; ) ({ status } = await fetchFile(pages([entry])));
  stays.end();
  assert.equal((await (await running[1])?.text()) ?? '', toCsv([entry], columns));
});

type Page = readonly TimelineEntry[];

/** Without any page, or at 'failure', it fails. */
async function* pages(...given: (Page | 'failure')[]): AsyncGenerator<Page> {
  if (given.length === 0) throw new Problem('upstream-unavailable', 'product did not respond');
  for (const page of given) {
    if (page === 'failure') throw new Error('no more pages');
    yield page;
  }
}

/** A page that comes when the test says so. */
function waiting() {
  const [begun, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  async function* entries(): AsyncGenerator<Page> {
    begun.resolve();
    await ended.promise;
    yield [entry];
  }
  return { pages: entries(), begun: begun.promise, end: () => ended.resolve() };
}

async function startExports(t: { after(stop: () => unknown): void }) {
  const files: AsyncIterable<Page>[] = [];
  const app = express();
  app.get('/:file', async ({ params }, response: Response) => {
    try {
      await sendLongExport(response, {
        name: 'actions',
        format: 'csv',
        pages: files[Number(params.file)] ?? pages([]),
        columns,
      });
    } catch (error) {
      if (response.headersSent) response.destroy();
      else response.status(error instanceof Problem ? error.status : 500).end();
    }
  });
  const running = await listen(app, '127.0.0.1', 0);
  t.after(() => running.server.closeAllConnections());
  t.after(() => running.server.close());
  const { port } = running.server.address() as AddressInfo;
  return {
    fetchFile(file: AsyncIterable<Page>, signal?: AbortSignal) {
      return fetch(`http://127.0.0.1:${port}/${files.push(file) - 1}`, { signal: signal ?? null });
    },
  };
}
