import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { createSecurityEvents, type SecurityEventRecord, securityEvent } from './security-event.ts';

function recorded() {
  const lines: Record<string, unknown>[] = [];
  const stored: SecurityEventRecord[] = [];
  const logger = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { lines, kept: stored, securityEvents: createSecurityEvents(logger, (record) => stored.push(record)) };
}

test('logs an event with its code, outcome, subject and network', () => {
  const context = recorded();
  securityEvent(context, {
    code: 'login.failed',
    outcome: 'failure',
    subject: 'p1',
    network: '203.0.113.0/24',
    detail: { reason: 'wrong-password' },
  });
  const { level, time, ...line } = context.lines[0] ?? {};
  assert.equal(level, 40);
  assert.deepEqual(line, {
    event: 'login.failed',
    outcome: 'failure',
    subject: 'p1',
    network: '203.0.113.0/24',
    detail: { reason: 'wrong-password' },
    count: 1,
    msg: 'security event',
  });
  assert.equal(context.kept.length, 1);
});

test('logs a flood as a few lines with counts, and counts every event', (t) => {
  t.mock.timers.enable({ apis: ['setInterval', 'Date'] });
  const context = recorded();
  for (let second = 0; second < 120; second++) {
    for (let time = 0; time < 50; time++)
      securityEvent(context, { code: 'login.failed', outcome: 'failure', subject: 'p1' });
    t.mock.timers.tick(1_000);
  }
  context.securityEvents.flush();
  assert.ok(context.lines.length < 12, String(context.lines.length));
  const sum = context.kept.reduce((total, { count }) => total + count, 0);
  assert.equal(sum, 6_000);
  assert.deepEqual(context.securityEvents.counts(), [{ code: 'login.failed', outcome: 'failure', count: 6_000 }]);
});

test('bounds the lines for many subjects, and still logs other codes at once', (t) => {
  t.mock.timers.enable({ apis: ['setInterval', 'Date'] });
  const context = recorded();
  for (let person = 0; person < 5_000; person++)
    securityEvent(context, { code: 'login.failed', outcome: 'failure', subject: `p${person}` });
  securityEvent(context, { code: 'password.changed', outcome: 'success', subject: 'p1' });
  assert.equal(context.lines.length, 102);
  assert.equal(context.lines.at(-1)?.event, 'password.changed');
  t.mock.timers.tick(1_000);
  assert.equal(context.lines.length, 103);
  assert.equal(
    context.kept.reduce((total, { count }) => total + count, 0),
    5_001,
  );
});

test('logs an event at once again after a quiet second', (t) => {
  t.mock.timers.enable({ apis: ['setInterval', 'Date'] });
  const context = recorded();
  securityEvent(context, { code: 'token.reused', outcome: 'refused' });
  t.mock.timers.tick(1_000);
  securityEvent(context, { code: 'token.reused', outcome: 'refused' });
  assert.equal(context.lines.length, 2);
});
