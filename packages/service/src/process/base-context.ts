/** What every service behind a sidecar depends on; each service's context.ts adds its own to it. */
import { createSidecar, type Sidecar } from '@mambogo/dapr/sidecar.ts';
import type { z } from 'zod';
import { followRevocations } from '../auth/revocations/follow-revocations.ts';
import { noRevocations, type Revocations } from '../auth/revocations/revocations.ts';
import { createShopVerifier, externalIssuer } from '../auth/shop-verifier.ts';
import type { Verify } from '../auth/token-verifier.ts';
import { createLogger, type Logger } from '../telemetry/logger.ts';
import { createSecurityEvents, type SecurityEvents } from '../telemetry/security-event.ts';
import { readCredential, type serviceSettings } from './settings.ts';
import type { Worker } from './worker.ts';

type ContextSettings = z.output<z.ZodObject<typeof serviceSettings>>;

export interface BaseContext {
  /** The service's name in the blueprint. */
  readonly name: string;
  readonly logger: Logger;
  /** See security-event.ts. */
  readonly securityEvents: SecurityEvents;
  /** Where health is answered besides, if anywhere. */
  readonly healthPort?: number;
  readonly sidecar: Sidecar;
  /** Checks an access token; throws the problem `unauthenticated`. */
  readonly verify: Verify;
  /** Which tokens are refused before they expire. */
  readonly revocations: Revocations & Partial<Worker>;
  /** What the sidecar must send with every request. */
  readonly appToken: string;
  /** Aborted when the service begins to stop: streams end, no event is taken any more. */
  readonly stopping: AbortController;
}

export function createBaseContext(name: string, settings: ContextSettings): BaseContext {
  const logger = createLogger(name, settings.LOG_LEVEL);
  const sidecar = createSidecar({
    httpPort: settings.DAPR_HTTP_PORT,
    apiToken: readCredential(settings.CREDENTIALS_DIR, 'dapr-api-token'),
    peers: settings.PEERS,
  });
  const stopping = new AbortController();
  const revocations =
    externalIssuer(settings) || !settings.PEERS.identity
      ? noRevocations()
      : followRevocations({ sidecar, logger, stopping: stopping.signal });
  return {
    name,
    logger,
    securityEvents: createSecurityEvents(logger),
    healthPort: settings.HEALTH_PORT,
    sidecar,
    verify: createShopVerifier(settings, sidecar, revocations),
    revocations,
    appToken: readCredential(settings.CREDENTIALS_DIR, 'app-api-token'),
    stopping,
  };
}
