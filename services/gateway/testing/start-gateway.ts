/** For tests: the whole gateway on a free port, with a fake sidecar and tokens it accepts. */

import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { streamRevocations } from '@mambogo/contracts/api/internal-revocations.ts';
import { routeOwners } from '@mambogo/contracts/route.ts';
import { meter } from '@mambogo/metrics/meter.ts';
import { createApp } from '@mambogo/service/http/app.ts';
import { listen } from '@mambogo/service/http/server.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { mountMetrics, readServiceMetrics } from '@mambogo/service/telemetry/metrics.ts';
import jwt from 'jsonwebtoken';
import { securityHeaders } from '../src/browsers/security-headers.ts';
import { type Context, connectionLimits, createContext } from '../src/context.ts';
import { limitConnections } from '../src/normalize/limit-connections.ts';
import { mount } from '../src/routes.ts';
import { Settings } from '../src/settings.ts';
import { readGatewayMetrics } from '../src/telemetry/metrics.ts';
import { type FakeSidecar, startFakeSidecar } from './fake-sidecar.ts';
import { redisPassword, redisPrefix } from './start-redis.ts';

export const publicUrl = 'http://shop.test';

export interface TestGateway {
  /** Calls the API like a tool on the same machine. */
  readonly url: string;
  readonly port: number;
  readonly sidecar: FakeSidecar;
  readonly context: Context;
  /** An access token with these scopes, e.g. 'cart:manage order:write'; the same user unless one is given. @param more claims */
  token(scope: string, subject?: string, more?: Readonly<Record<string, unknown>>): string;
  /** The metrics in Prometheus' format. */
  metrics(): Promise<string>;
  stop(): Promise<void>;
}

/** @param settings override those of tests, which disable the catalogue cache and Redis */
export async function startGateway(settings: Readonly<Record<string, string>> = {}): Promise<TestGateway> {
  const sidecar = await startFakeSidecar();
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const keys = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] };
  sidecar.handlers.set('shop-identity', (_request, response, path) => {
    if (path.startsWith(streamRevocations.path)) {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      return void response.write(`${JSON.stringify({ type: 'current', cursor: 0 })}\n`);
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(keys));
  });
  const credentials = mkdtempSync(join(tmpdir(), 'gateway-'));
  writeFileSync(join(credentials, 'dapr-api-token'), 'api-token');
  writeFileSync(join(credentials, 'app-api-token'), 'app-token');
  writeFileSync(join(credentials, 'redis-password'), redisPassword);
  const context = createContext(
    readSettings(Settings, {
      APP_ID: 'shop-gateway',
      PORT: '1',
      DAPR_HTTP_PORT: String(sidecar.port),
      PEERS: JSON.stringify(Object.fromEntries([...routeOwners, 'web'].map((name) => [name, `shop-${name}`]))),
      CREDENTIALS_DIR: credentials,
      PUBLIC_URL: publicUrl,
      PROFILE: 'demo',
      // Nothing listens there.
      REDIS_URL: 'redis://gateway@127.0.0.1:9',
      REDIS_PREFIX: redisPrefix,
      LOG_LEVEL: 'fatal',
      BREAKER_RESET_SECONDS: '0.2',
      READ_TIMEOUT_SECONDS: '0.5',
      CATALOGUE_FRESH_SECONDS: '0',
      ...settings,
    }),
  );
  const app = createApp({
    logger: context.logger,
    securityHeaders: securityHeaders(context.publicUrl, context.rules, context.settings.HSTS_PRELOAD),
    checkReady: async () => undefined,
    mount: (express) => mount(express, context),
  });
  meter.reset();
  readServiceMetrics(meter, { context });
  readGatewayMetrics(meter, context);
  const beside = createApp({
    logger: context.logger,
    checkReady: async () => undefined,
    mount: (express) => mountMetrics(express, meter),
  });
  await context.rateLimitConfig.reload();
  context.rateLimitConfig.start();
  const small = await listen(beside, '127.0.0.1', 0);
  const running = await listen(app, '127.0.0.1', 0, (server) => limitConnections(server, connectionLimits(context)));
  const { port } = running.server.address() as AddressInfo;
  const smallPort = (small.server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    sidecar,
    context,
    token: (scope, subject = '0190a0b0-0000-7000-8000-000000000001', more = {}) =>
      jwt.sign({ scope, roles: ['USER'], ...more }, privateKey, {
        algorithm: 'RS256',
        header: { alg: 'RS256', typ: 'at+jwt' },
        keyid: 'one',
        issuer: `${publicUrl}/auth`,
        audience: 'mambogo-api',
        subject,
        expiresIn: 60,
      }),
    metrics: async () => (await fetch(`http://127.0.0.1:${smallPort}/metrics`)).text(),
    async stop() {
      context.stopping.abort();
      await running.stop(0);
      await small.stop(0);
      await context.rateLimitConfig.stop();
      context.redis.disconnect();
      context.upstreams.close();
      context.slowReaders.close();
      context.load.close();
      await context.sidecar.close();
      sidecar.close();
      rmSync(credentials, { recursive: true });
    },
  };
}
