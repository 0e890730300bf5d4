import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Anchor, SourcedAnchor } from '@mambogo/messaging/audit/anchor.ts';
import { printReports } from './print-reports.ts';
import { readAnchorFile } from './read-anchors.ts';
import { missingInFile, toLogReport } from './verify-shop.ts';

const anchor: Anchor = { at: '2026-01-01T00:00:00.000Z', table: 'order_event', heads: [['a', 2, 'h2']] };
const report = { table: 'order_event', chains: 2, entries: 5, broken: [] };
const now = Date.parse('2026-01-01T01:00:00.000Z');

test('reads the lines of an anchor file, without one that was not finished', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'anchors-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'order.jsonl');
  assert.deepEqual(await Array.fromAsync(readAnchorFile(file)), []);
  writeFileSync(file, `${JSON.stringify(anchor)}\n`);
  appendFileSync(file, '{"at":"2026-');
  assert.deepEqual(await Array.fromAsync(readAnchorFile(file)), [{ ...anchor, source: 'file' }]);
});

test('an anchor of the topic that the file has not is reported, but not where there is no file', () => {
  const cut: SourcedAnchor[] = [
    { ...anchor, source: 'topic' },
    { ...anchor, heads: [['b', 1, 'h']], source: 'file' },
  ];
  assert.deepEqual(
    missingInFile('order_event', cut).map(({ key, sequence }) => [key, sequence]),
    [['a', 2]],
  );
  assert.deepEqual(missingInFile('order_event', cut.slice(0, 1)), []);
});

test('an entry without an anchor is reported after ten minutes', () => {
  const unanchored = [
    { key: 'new', sequence: 3, at: new Date(now - 5_000) },
    { key: 'old', sequence: 4, at: new Date(now - 601_000) },
  ];
  const { waiting, broken } = toLogReport('order', { ...report, unanchored }, [], now);
  assert.equal(waiting, 1);
  assert.deepEqual(
    broken.map(({ key, sequence }) => [key, sequence]),
    [['old', 4]],
  );
});

test('prints service, table, chain and sequence of each broken link', () => {
  const lines: string[] = [];
  const broken = [{ table: 'order_event', key: 'a', sequence: 2, what: 'it is missing' }];
  const restoredTo = '2026-01-01T00:00:00.000Z';
  const accepted = { at: '2026-01-02T00:00:00.000Z', by: 'ann', reason: 'disk lost', restoredTo, chains: 3 };
  printReports([{ ...report, service: 'order', waiting: 1, broken, accepted: [accepted] }], (line) => lines.push(line));
  assert.deepEqual(lines, [
    'order order_event: 5 entries in 2 chains, BROKEN in 1 chain, the newest entries of 1 chains not anchored yet',
    '  accepted by ann at 2026-01-02T00:00:00.000Z, as restored to 2026-01-01T00:00:00.000Z: 3 chains (disk lost)',
    '  order order_event a, entry 2: it is missing',
    '\n1 broken chains.',
  ]);
});
