import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMeter } from '@mambogo/metrics/meter.ts';
import type { KubeObject } from '../../kube/kube-object.ts';
import { readStorefrontMetrics } from './storefront-metrics.ts';

const began = '2026-01-01T00:00:00Z';
const shop: KubeObject = {
  apiVersion: 'mambogo.com/v1alpha1',
  kind: 'Storefront',
  metadata: { name: 'shop', namespace: 'demo', generation: 5 },
  status: {
    observedGeneration: 3,
    conditions: [{ type: 'Ready', status: 'False', reason: 'Stuck', message: '', lastTransitionTime: began }],
  },
};

test('exports condition ages and generation lag of each Storefront, and drops deleted ones', async () => {
  const meter = createMeter();
  let there = [shop, { ...shop, metadata: { name: 'new', namespace: 'demo', generation: 1 }, status: undefined }];
  readStorefrontMetrics(
    meter,
    () => there,
    () => Date.parse(began) + 90_000,
  );
  const text = await meter.render();
  assert.match(text, /^mambogo_storefront_condition_age_seconds\{.*name="shop",type="Ready",status="False"\} 90$/m);
  assert.match(text, /^mambogo_storefront_condition\{.*name="shop",type="Ready",status="False"\} 1$/m);
  assert.match(text, /^mambogo_storefront_generation_lag\{namespace="demo",name="shop"\} 2$/m);
  assert.match(text, /^mambogo_storefront_generation_lag\{namespace="demo",name="new"\} 1$/m);
  there = [];
  assert.doesNotMatch(await meter.render(), /name="shop"/);
});
