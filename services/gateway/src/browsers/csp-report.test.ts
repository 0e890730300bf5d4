import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readViolations } from './csp-report.ts';

const blocked = (address: string) =>
  readViolations('application/csp-report', {
    'csp-report': { 'effective-directive': 'img-src', 'blocked-uri': address },
  })?.[0]?.blocked;

test('keeps only the origin of the blocked resource', () => {
  assert.equal(blocked('https://evil.example:8443/a/b?token=1#x'), 'https://evil.example:8443');
  assert.equal(blocked('data:image/png;base64,AAAA'), 'data:');
  assert.equal(blocked('inline'), 'inline');
  assert.equal(blocked('somebody@example.com'), 'unknown');
});

test("keeps neither the page's address nor its content", () => {
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

test('returns undefined for a body that is not a report', () => {
  for (const json of [null, 7, [], {}, { 'csp-report': 1 }])
    assert.equal(readViolations('application/csp-report', json), undefined);
  assert.deepEqual(readViolations('application/reports+json', [{}, 7, { type: 'csp-violation' }]), []);
  assert.equal(readViolations('application/reports+json', {}), undefined);
});
