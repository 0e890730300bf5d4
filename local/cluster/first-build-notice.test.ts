import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstBuildNotice } from './first-build-notice.ts';

test('names what is built, how long it takes, where the logs are, and how to cancel', () => {
  const missing = [
    { name: 'helm', seconds: 50 },
    { name: 'kubernetes', seconds: 390 },
  ];
  const notice = firstBuildNotice(missing, '/cache/logs') ?? '';
  assert.match(notice, /once: kubernetes 7 min, helm 1 min\./);
  assert.match(notice, /About 10 min on two idle cores.*Logs: \/cache\/logs/);
  assert.match(notice, /called off.*started again/);
});

test('prints nothing when everything is built', () => {
  assert.equal(firstBuildNotice([], '/cache/logs'), undefined);
});
