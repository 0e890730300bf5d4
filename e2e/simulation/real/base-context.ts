/** The base context of an instance: the token names the caller, and nothing is logged. */
import type { Scope } from '@mambogo/contracts/scopes.ts';
import { scopes } from '@mambogo/contracts/scopes.ts';
import type { Sidecar } from '@mambogo/dapr/sidecar.ts';
import { noRevocations } from '@mambogo/service/auth/revocations/revocations.ts';
import type { BaseContext } from '@mambogo/service/process/base-context.ts';
import { noRuntimeSettings } from '@mambogo/service/runtime-settings/followed-settings.ts';
import { createSecurityEvents } from '@mambogo/service/telemetry/security-event.ts';
import { pino } from 'pino';

export const logger = pino({ level: 'silent' });

/** `a.<subject>.customer` or `a.<subject>.merchant`. */
export const tokenOf = (subject: string, role: 'customer' | 'merchant'): Record<string, string> => ({
  authorization: `Bearer a.${subject}.${role}`,
});

const customerScopes: readonly Scope[] = ['cart:manage', 'order:write'];

export const createBaseContext = (name: string, sidecar: Sidecar): BaseContext => ({
  name,
  logger,
  securityEvents: createSecurityEvents(logger),
  sidecar,
  async verify(token) {
    const [, subject = '', role] = token.split('.');
    return {
      subject,
      roles: ['USER'],
      scopes: new Set(role === 'merchant' ? scopes : customerScopes),
      token,
      expiresAt: Number.POSITIVE_INFINITY,
    };
  },
  revocations: noRevocations(),
  runtimeSettings: noRuntimeSettings(),
  appToken: '',
  stopping: new AbortController(),
});

/** Settings that every service needs; no credential is read. */
export const settingsOf = (service: string) => ({
  APP_ID: `shop-${service}`,
  PORT: '1',
  DAPR_HTTP_PORT: '1',
  CREDENTIALS_DIR: '/nowhere',
  PUBLIC_URL: 'http://localhost',
  DATABASE_URL: 'postgres://nobody@localhost/nothing',
  CURRENCY: 'USD',
});
