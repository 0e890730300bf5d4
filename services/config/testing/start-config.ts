/** For tests: the config service's routes on a free port, with a repository of its own and a clone to push from. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Scope } from '@mambogo/contracts/scopes.ts';
import { createApp } from '@mambogo/service/http/app.ts';
import { listen } from '@mambogo/service/http/server.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { cloneRepository } from '@mambogo/testing/git-clone.ts';
import { createContext } from '../src/context.ts';
import { mount } from '../src/routes.ts';
import { Settings } from '../src/settings.ts';

const scopeOf: Readonly<Record<string, Scope>> = { admin: 'admin:all', operator: 'operations:manage' };

export const appToken = 'app-token';
export const merchant = '0190a0b0-0000-7000-8000-000000000001';

export async function startConfig() {
  const folder = mkdtempSync(join(tmpdir(), 'config-'));
  const credentials = join(folder, 'credentials');
  const repository = join(folder, 'settings.git');
  mkdirSync(credentials);
  for (const name of ['dapr-api-token', 'app-api-token']) writeFileSync(join(credentials, name), appToken);
  const settings = readSettings(Settings, {
    APP_ID: 'shop-config',
    PORT: '1',
    DAPR_HTTP_PORT: '1',
    CREDENTIALS_DIR: credentials,
    PUBLIC_URL: 'http://shop.test',
    PROFILE: 'demo',
    REPOSITORY_DIR: repository,
    LOOK_SECONDS: '0.02',
    LOG_LEVEL: 'fatal',
  });
  const start = async (port = 0) => {
    const context = createContext(settings);
    await context.inForce.open();
    context.inForce.start();
    const app = createApp({
      logger: context.logger,
      appToken: context.appToken,
      checkReady: async () => undefined,
      mount: (express) =>
        mount(express, {
          ...context,
          // The token is `a.b.<role>`.
          verify: async (token) => ({
            subject: merchant,
            roles: ['ADMIN'],
            scopes: new Set([scopeOf[token.replace('a.b.', '')] ?? 'order:write']),
            token,
            expiresAt: Number.POSITIVE_INFINITY,
          }),
        }),
    });
    const running = await listen(app, '127.0.0.1', port);
    return {
      port: (running.server.address() as AddressInfo).port,
      async stop() {
        context.stopping.abort();
        await running.stop(0);
        await context.inForce.stop();
        await context.sidecar.close();
      },
    };
  };

  let current = await start();
  const { port } = current;
  const { git, push, remove } = cloneRepository(repository);
  return {
    port,
    git,
    push,
    async call(path: string, token?: string, body?: unknown) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          'dapr-api-token': appToken,
          ...(token ? { authorization: `Bearer a.b.${token}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      return { status: response.status, json: (await response.json()) as Record<string, unknown> };
    },
    stopService: () => current.stop(),
    async startService() {
      current = await start(port);
    },
    async stop() {
      await current.stop();
      remove();
      rmSync(folder, { recursive: true });
    },
  };
}
