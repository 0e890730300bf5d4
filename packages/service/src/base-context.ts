/** What every service behind a sidecar depends on; each service's context.ts adds its own to it. */

import { invokeJson } from '@mambogo/dapr/invoke-json.ts';
import { createSidecar, type Sidecar } from '@mambogo/dapr/sidecar.ts';
import { z } from 'zod';
import { createLogger, type Logger } from './logger.ts';
import { readCredential, type serviceSettings } from './settings.ts';
import { createVerifier, type Verify } from './verifier.ts';

export const audience = 'mambogo-api';

type BaseSettings = z.output<z.ZodObject<typeof serviceSettings>>;

export interface BaseContext {
  /** The service's name in the blueprint. */
  readonly name: string;
  readonly logger: Logger;
  /** Where health is answered besides, if anywhere. */
  readonly healthPort?: number;
  readonly sidecar: Sidecar;
  /** Checks an access token; throws the problem `unauthenticated`. */
  readonly verify: Verify;
  /** What the sidecar must send with every request. */
  readonly appToken: string;
  /** Aborted when the service begins to stop: streams end, no event is taken any more. */
  readonly stopping: AbortController;
}

export function createBaseContext(name: string, settings: BaseSettings): BaseContext {
  const sidecar = createSidecar({
    httpPort: settings.DAPR_HTTP_PORT,
    apiToken: readCredential(settings.CREDENTIALS_DIR, 'dapr-api-token'),
    peers: settings.PEERS,
  });
  return {
    name,
    logger: createLogger(name, settings.LOG_LEVEL),
    healthPort: settings.HEALTH_PORT,
    sidecar,
    verify: createVerifier({
      issuer: `${settings.PUBLIC_URL.replace(/\/$/, '')}/auth`,
      audience,
      fetchKeys: () =>
        invokeJson(
          sidecar,
          'identity',
          { method: 'GET', path: '/auth/jwks' },
          z.object({ keys: z.array(z.unknown()) }),
        ),
    }),
    appToken: readCredential(settings.CREDENTIALS_DIR, 'app-api-token'),
    stopping: new AbortController(),
  };
}
