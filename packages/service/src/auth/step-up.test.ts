import assert from 'node:assert/strict';
import { test } from 'node:test';
import { acr } from '@mambogo/contracts/acr.ts';
import { route } from '@mambogo/contracts/route.ts';
import { serve } from '@mambogo/testing/serve.ts';
import { pino } from 'pino';
import { z } from 'zod';
import { createApp } from '../http/app.ts';
import { handleRoute, mountRoutes } from '../http/route-handler.ts';
import { stepUpChallenge, stepUpPolicy } from './step-up.ts';
import type { Verify } from './token-verifier.ts';

const policy = { maxAgeSeconds: 300, acrValues: [] };
const strict = { ...policy, acrValues: [acr.multiFactor] };

test('accepts a log-in within 300 seconds, but no older one and none of unknown age', () => {
  assert.equal(stepUpChallenge(policy, { authTime: 700 }, 1_000), undefined);
  assert.deepEqual(stepUpChallenge(policy, { authTime: 699 }, 1_000), { maxAge: 300 });
  assert.deepEqual(stepUpChallenge(policy, {}, 1_000), { maxAge: 300 });
});

test('requires one of the acr values, however recent the log-in is', () => {
  const challenge = { maxAge: 300, acrValues: acr.multiFactor };
  assert.deepEqual(stepUpChallenge(strict, { authTime: 1_000, acr: acr.password }, 1_000), challenge);
  assert.deepEqual(stepUpChallenge(strict, { authTime: 1_000 }, 1_000), challenge);
  assert.deepEqual(stepUpChallenge(strict, { authTime: 600, acr: acr.multiFactor }, 1_000), challenge);
  assert.equal(stepUpChallenge(strict, { authTime: 1_000, acr: acr.multiFactor }, 1_000), undefined);
});

test('requires nothing without the setting', () => {
  assert.equal(stepUpPolicy({ STEP_UP: false, STEP_UP_SECONDS: 300, STEP_UP_ACR_VALUES: [] }), undefined);
  assert.equal(stepUpChallenge(undefined, {}), undefined);
});

test('returns 401 by RFC 9470 only from routes that need step-up, and only to callers that lack it', async (t) => {
  const base = {
    method: 'POST',
    owner: 'order',
    summary: '',
    rate: 'default',
    responses: { 200: z.unknown() },
  } as const;
  const scoped = { ...base, scopes: ['order:write'] } as const;
  const refund = route({ ...scoped, id: 'refund', path: '/refunds', stepUp: true });
  const list = route({ ...scoped, id: 'list', path: '/orders' });
  const verify: Verify = async (token) => ({
    subject: 'ada',
    roles: ['USER'],
    scopes: new Set(['order:write'] as const),
    token,
    expiresAt: Number.POSITIVE_INFINITY,
    ...(token === 'ol.d.er' ? { stepUp: { maxAge: 300, acrValues: acr.multiFactor } } : {}),
  });
  const fine = async () => ({ status: 200, body: {} });
  const app = createApp({
    logger: pino({ level: 'silent' }),
    checkReady: async () => undefined,
    mount: (mounted) => mountRoutes(mounted, [handleRoute(refund, fine), handleRoute(list, fine)], verify),
  });
  const ask = await serve(t, app);
  const post = (path: string, token: string) =>
    ask(path, { method: 'POST', headers: { authorization: `Bearer ${token}` } });
  const refused = await post('/refunds', 'ol.d.er');
  assert.equal(refused.status, 401);
  const header = refused.headers.get('www-authenticate') ?? '';
  assert.match(header, /^Bearer error="insufficient_user_authentication"/);
  assert.match(header, /max_age=300/);
  assert.match(header, /acr_values="urn:mambogo:acr:mfa"/);
  const body = z.object({ type: z.string(), maxAge: z.number(), acrValues: z.string() }).parse(await refused.json());
  assert.deepEqual(body, {
    type: 'https://mambogo.com/problems/step-up-required',
    maxAge: 300,
    acrValues: acr.multiFactor,
  });
  assert.equal((await post('/orders', 'ol.d.er')).status, 200);
  assert.equal((await post('/refunds', 'fr.es.h')).status, 200);
});
