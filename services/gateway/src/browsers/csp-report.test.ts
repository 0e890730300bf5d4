import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readViolations } from './csp-report.ts';

const blocked = (address: string) =>
  readViolations('application/csp-report', {
    'csp-report': { 'effective-directive': 'img-src', 'blocked-uri': address },
  })?.[0]?.blocked;

test('of what was refused only the origin is kept', () => {
  assert.equal(blocked('https://evil.example:8443/a/b?token=1#x'), 'https://evil.example:8443');
  assert.equal(blocked('data:image/png;base64,AAAA'), 'data:');
  assert.equal(blocked('inline'), 'inline');
  assert.equal(blocked('somebody@example.com'), 'unknown');
});

test('nothing of where it happened or what was said is kept', () => {
  const all = readViolations('application/reports+json', [
    {
      type: 'csp-violation',
      url: 'https://shop.test/orders/4711',
      user_agent: 'x',
      body: {
        effectiveDirective: 'script-src',
        blockedURL: 'eval',
        sample: 'secret',
        documentURL: 'x',
        disposition: 'report',
      },
    },
  ]);
  assert.deepEqual(all, [{ directive: 'script-src', blocked: 'eval', reportOnly: true }]);
});

test('what is no report is none', () => {
  for (const json of [null, 7, [], {}, { 'csp-report': 1 }])
    assert.equal(readViolations('application/csp-report', json), undefined);
  assert.deepEqual(readViolations('application/reports+json', [{}, 7, { type: 'csp-violation' }]), []);
  assert.equal(readViolations('application/reports+json', {}), undefined);
});
