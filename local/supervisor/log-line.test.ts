import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLogLine } from './log-line.ts';

test("a service's JSON becomes time, level, message and fields", () => {
  const raw = '{"level":"warn","time":"2026-01-02T03:04:05.678Z","service":"order","traceId":"ab","msg":"slow","ms":7}';
  assert.deepEqual(readLogLine(raw), { level: 'warn', text: '03:04:05.678 WARN  slow traceId=ab ms=7' });
});

test("a sidecar's JSON is read the same way", () => {
  const raw =
    '{"app_id":"shop-order","instance":"vm","level":"fatal","msg":"no","scope":"dapr.runtime","time":"2026-01-02T03:04:05.678Z","type":"log","ver":"1.18.2"}';
  assert.deepEqual(readLogLine(raw), { level: 'error', text: '03:04:05.678 ERROR no scope=dapr.runtime' });
});

test('prints an error with its location, in one line', () => {
  const raw = JSON.stringify({
    level: 'error',
    msg: 'failed',
    err: {
      type: 'TypeError',
      message: 'x is not a function',
      stack: 'TypeError: x\n    at place (file.ts:1:2)\n    at b',
    },
  });
  assert.equal(readLogLine(raw).text, 'ERROR failed TypeError: x is not a function at place (file.ts:1:2)');
});

test('keeps plain text and guesses its level', () => {
  assert.equal(readLogLine('2026-01-02 [7] FATAL:  no').level, 'error');
  assert.equal(readLogLine('12:00:00 WARN  LogCleaner: x').level, 'warn');
  assert.equal(readLogLine('2026-01-02 0 [Warning] y').level, 'warn');
  assert.deepEqual(readLogLine('Ready to accept connections'), { level: 'info', text: 'Ready to accept connections' });
});

test('treats invalid JSON as plain text', () => {
  assert.deepEqual(readLogLine('{ half'), { level: 'info', text: '{ half' });
});
