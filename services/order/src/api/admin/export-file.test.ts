import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TimelineEntry } from '@mambogo/contracts/api/orders.ts';
import { toCsv, toJsonLines } from './export-file.ts';

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
