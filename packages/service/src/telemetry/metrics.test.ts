import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMeter } from '@mambogo/metrics/meter.ts';
import { serve } from '@mambogo/testing/serve.ts';
import express from 'express';
import { pino } from 'pino';
import { noRevocations } from '../auth/revocations/revocations.ts';
import { mountMetrics, readServiceMetrics } from './metrics.ts';
import { createSecurityEvents } from './security-event.ts';

test('exposes process, sidecar, store and security events on /metrics', async (t) => {
  const securityEvents = createSecurityEvents(pino({ level: 'silent' }));
  let storeError: Error | undefined;
  const sidecar = {
    isReady: async () => true,
    calls: () => new Map([['shop-cart', { running: 2, queued: 1 }]]),
  };
  const runtimeSettings = { degradedReason: () => undefined };
  const app = express();
  const meter = createMeter();
  readServiceMetrics(meter, {
    context: { securityEvents, sidecar, revocations: noRevocations(), runtimeSettings },
    storeMonitor: { hasProbed: () => true, storeError: () => storeError },
  });
  mountMetrics(app, meter);
  const fetch = await serve(t, app);
  for (let time = 0; time < 3; time++) securityEvents.record({ code: 'login.failed', outcome: 'failure' });
  const lines = async () => {
    const response = await fetch('/metrics');
    assert.match(response.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
    return (await response.text()).split('\n');
  };
  const once = await lines();
  for (const line of [
    'mambogo_security_events_total{code="login.failed",outcome="failure"} 3',
    'mambogo_sidecar_up 1',
    'mambogo_sidecar_calls{upstream="shop-cart",state="queued"} 1',
    'mambogo_store_up 1',
    'mambogo_revocations_heard 1',
  ])
    assert.ok(once.includes(line), line);
  assert.ok(once.some((line) => line.startsWith('process_resident_memory_bytes ')));
  storeError = new Error('down');
  const twice = await lines();
  assert.ok(twice.includes('mambogo_security_events_total{code="login.failed",outcome="failure"} 3'), 'counted once');
  assert.ok(twice.includes('mambogo_store_up 0'));
});
