/** The identity service for a test: its own database, its real app on a free port, reached like through the gateway. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '@mambogo/service/http/app.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { serve } from '@mambogo/testing/serve.ts';
import { createTestDatabase } from '@mambogo/testing/test-database.ts';
import { type Context, createContext } from '../src/context.ts';
import { mount } from '../src/routes.ts';
import { Settings } from '../src/settings.ts';
import { schema } from '../src/store/database.ts';
import { seedDemoAccounts } from '../src/store/demo-accounts.ts';

export const publicUrl = 'http://shop.localhost:8080';

interface After {
  after(clean: () => Promise<unknown>): void;
}

export interface RunningIdentity {
  readonly context: Context;
  /** Calls the service directly, without a sidecar's token. */
  readonly bare: typeof fetch;
  /** Calls a path under the public URL as gateway and sidecars do, without following redirects. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** Starts another instance on the same store. */
  another(more?: Record<string, string>): Promise<RunningIdentity>;
}

export async function startIdentity(t: After, settings: Record<string, string> = {}): Promise<RunningIdentity> {
  const own = await createTestDatabase('postgres', schema);
  t.after(() => own.drop());
  const credentials = await mkdtemp(join(tmpdir(), 'identity-'));
  t.after(() => rm(credentials, { recursive: true }));
  const secrets = {
    'dapr-api-token': 'out',
    'app-api-token': 'in',
    'database-password': own.password,
    'personal-data-key': randomBytes(32).toString('base64url'),
    'session-key': randomBytes(32).toString('base64url'),
  };
  for (const [name, value] of Object.entries(secrets)) await writeFile(join(credentials, name), value);
  const start = async (more: Record<string, string> = {}): Promise<RunningIdentity> => {
    const context = await createContext(
      readSettings(Settings, {
        APP_ID: 'test-identity',
        PORT: '1',
        DAPR_HTTP_PORT: '1',
        CREDENTIALS_DIR: credentials,
        PUBLIC_URL: publicUrl,
        DATABASE_URL: own.url,
        LOG_LEVEL: 'fatal',
        DEMO_ACCOUNTS: 'true',
        ...settings,
        ...more,
      }),
    );
    t.after(() => context.database.destroy());
    t.after(() => context.sidecar.close());
    t.after(() => context.passwordStrength.stop());
    for (const worker of [context.listener, context.feed]) {
      worker.start();
      t.after(() => worker.stop());
    }
    const app = createApp({
      logger: context.logger,
      appToken: context.appToken,
      checkReady: async () => undefined,
      mount: (mounted) => mount(mounted, context),
    });
    const bare = await serve(t, app);
    const ask = (path: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      headers.set('dapr-api-token', 'in');
      headers.set('x-forwarded-proto', 'http');
      headers.set('x-forwarded-host', 'shop.localhost:8080');
      return bare(path, { ...init, headers, redirect: 'manual' });
    };
    return { context, bare, ask, another: start };
  };
  const first = await start();
  await seedDemoAccounts(first.context.database, first.context.people);
  return first;
}
