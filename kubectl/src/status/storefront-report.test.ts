import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatReport } from './format-report.ts';
import { reportStorefront } from './storefront-report.ts';

const condition = (type: string, status: string, message = '') => ({
  type,
  status,
  reason: 'Because',
  message,
  lastTransitionTime: '2026-11-30T10:00:00Z',
});
const storefront = (conditions: unknown[], more = {}) => ({
  apiVersion: 'mambogo.com/v1alpha1',
  kind: 'Storefront',
  metadata: { name: 'shop', namespace: 'demo' },
  status: { phase: 'Degraded', url: 'https://shop.example.com', version: '1.0.0', conditions, ...more },
});

test('names what needs attention, the most urgent first, and no summary twice', () => {
  const { problems, unknown } = reportStorefront(
    storefront([
      condition('Ready', 'False'),
      condition('Reachable', 'Unknown'),
      condition('ServicesReady', 'False'),
      condition('DataLost', 'True'),
      condition('Stalled', 'True'),
      condition('FieldConflict', 'False'),
      condition('StoresReady', 'True'),
      condition('Honoured', 'False'),
    ]),
  );
  assert.deepEqual(
    problems.map(({ type }) => type),
    ['Stalled', 'DataLost', 'ServicesReady'],
  );
  assert.deepEqual(
    unknown.map(({ type }) => type),
    ['Reachable'],
  );
});

test('prints parts with the reason why they are not ready, and a rejected spec', () => {
  const report = reportStorefront(
    storefront([condition('Accepted', 'False', 'spec.replicas: at most 9')], {
      services: [
        { name: 'cart', ready: true, replicas: 2, version: '1.0.0' },
        { name: 'order', ready: false, replicas: 0, message: 'ImagePullBackOff' },
      ],
      data: [{ name: 'postgres', ready: true, source: 'embedded', storage: '10Gi', members: 1 }],
    }),
  );
  const text = formatReport(report, []).join('\n');
  assert.match(text, /not in force:\n {2}spec\.replicas: at most 9/);
  assert.match(text, /cart +service +yes +2 +1\.0\.0/);
  assert.match(text, /order +service +NO +0 .*ImagePullBackOff/);
  assert.match(text, /postgres +store +yes +1 .*embedded 10Gi/);
  assert.ok(!text.includes('Every part is up'), text);
});

test('a Storefront that no operator has seen is not processed yet', () => {
  assert.equal(reportStorefront({ ...storefront([]), status: undefined }).phase, 'Not processed yet');
});
