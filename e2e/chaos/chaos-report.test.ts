import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asMarkdown, type ChaosReport, isGood, promises } from './chaos-report.ts';
import type { FaultRecord } from './inject-faults.ts';
import { newLoadStats } from './load/load-stats.ts';

const record: FaultRecord = {
  ...{ name: 'store-away kafka', kind: 'store-away', at: 0, lasted: 60, back: 1 },
  ...{ noDeadLetters: true, deadLetters: 0 },
};
const report: ChaosReport = {
  ...{
    seed: 1,
    began: '2026-01-31T12:00:00.000Z',
    minutes: 1,
    unanswered: 0,
    answers: 2,
    refused: {},
    faults: [record],
  },
  orders: { asked: 1, placed: 1, byStatus: { CONFIRMED: 1 } },
  ...{ secondsToRest: 3, underWay: [], deadLetters: [] },
  violations: promises(newLoadStats(), [record]),
};
const broken = (found: ReturnType<typeof promises>) =>
  found.filter(({ violations }) => violations.length > 0).map(({ name }) => name);

test('a run in which everything held passes; one that did not settle or violated a guarantee fails', () => {
  assert.ok(isGood(report));
  assert.ok(!isGood({ ...report, secondsToRest: undefined }));
  assert.ok(!isGood({ ...report, violations: [{ name: 'x', violations: [{ id: 'y' }] }] }));
  assert.match(asMarkdown(report), /everything held[\s\S]*store-away kafka \| 60/);
});

test('finds a key with two orders, an outage that causes dead letters, and a client without a response', () => {
  assert.deepEqual(broken(promises(newLoadStats(), [])), []);
  assert.deepEqual(broken(promises({ ...newLoadStats(), duplicated: ['k'] }, [])), [
    'the same Idempotency-Key returns the same order',
  ]);
  const silent = { ...newLoadStats(), neverAnswered: [{ id: 'buy', detail: 'after 90 tries' }] };
  assert.deepEqual(broken(promises(silent, [])), ['a client that keeps retrying gets a response within 5 minutes']);
  const recordWithDeadLetters = { ...record, deadLetters: 2 };
  assert.deepEqual(broken(promises(newLoadStats(), [recordWithDeadLetters])), [
    'an unavailable store causes no dead letters',
  ]);
  assert.deepEqual(broken(promises(newLoadStats(), [{ ...recordWithDeadLetters, noDeadLetters: false }])), []);
});
