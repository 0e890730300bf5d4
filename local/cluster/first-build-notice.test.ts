import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstBuildNotice } from './first-build-notice.ts';

test('who has to wait is told for what, how long, where the logs are, and that it may be called off', () => {
  const missing = [
    { name: 'helm', seconds: 50 },
    { name: 'kubernetes', seconds: 390 },
  ];
  const notice = firstBuildNotice(missing, '/cache/logs') ?? '';
  assert.match(notice, /once: kubernetes 7 min, helm 1 min\./);
  assert.match(notice, /About 10 min on two idle cores.*Logs: \/cache\/logs/);
  assert.match(notice, /called off.*started again/);
});

test('when everything is built nothing is said', () => {
  assert.equal(firstBuildNotice([], '/cache/logs'), undefined);
});
