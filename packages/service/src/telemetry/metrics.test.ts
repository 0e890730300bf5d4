import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serve } from '@mambogo/testing/serve.ts';
import express from 'express';
import { pino } from 'pino';
import { createRegistry, mountMetrics } from './metrics.ts';
import { createSecurityEvents } from './security-event.ts';

test('security events are counted by code and outcome', async (t) => {
  const securityEvents = createSecurityEvents(pino({ level: 'silent' }));
  const app = express();
  mountMetrics(app, createRegistry(securityEvents));
  const fetch = await serve(t, app);
  for (let time = 0; time < 3; time++) securityEvents.record({ code: 'login.failed', outcome: 'failure' });
  for (let time = 0; time < 2; time++) {
    const response = await fetch('/metrics');
    assert.match(response.headers.get('content-type') ?? '', /^text\/plain/);
    assert.match(
      await response.text(),
      /^mambogo_security_events_total\{code="login.failed",outcome="failure"\} 3$/m,
      'asked twice it is the same',
    );
  }
});
