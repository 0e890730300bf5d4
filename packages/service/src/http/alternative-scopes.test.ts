import assert from 'node:assert/strict';
import { test } from 'node:test';
import { route } from '@mambogo/contracts/route.ts';
import type { Scope } from '@mambogo/contracts/scopes.ts';
import { serve } from '@mambogo/testing/serve.ts';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { handleRoute, mountRoutes } from './route-handler.ts';

const inspect = route({
  id: 'inspect',
  method: 'GET',
  path: '/inspections',
  owner: 'order',
  summary: '',
  rate: 'merchants',
  scopes: ['order:manage', 'admin:all'],
  alternativeScopes: ['operations:manage'],
  responses: { 200: undefined },
});

test('a route accepts its scopes or the alternative ones, each as a whole', async (t) => {
  let scopes: readonly Scope[] = [];
  const fetch = await serve(
    t,
    createApp({
      logger: pino({ level: 'silent' }),
      checkReady: async () => undefined,
      mount: (app) =>
        mountRoutes(app, [handleRoute(inspect, async () => ({ status: 200 }))], async (token) => ({
          subject: 'ada',
          roles: ['USER'],
          scopes: new Set(scopes),
          token,
          expiresAt: Number.POSITIVE_INFINITY,
        })),
    }),
  );
  const statusWith = async (...given: readonly Scope[]) => {
    scopes = given;
    return (await fetch('/inspections', { headers: { authorization: 'Bearer to.k.en' } })).status;
  };
  assert.equal(await statusWith('order:manage', 'admin:all'), 200);
  assert.equal(await statusWith('operations:manage'), 200);
  assert.equal(await statusWith('order:manage', 'cart:manage'), 403);
});
