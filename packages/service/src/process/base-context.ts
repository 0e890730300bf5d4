/** Dependencies of every service behind a sidecar; each service's context.ts adds its own. */
import type { ParkedEvent } from '@mambogo/contracts/api/internal-instance.ts';
import { isConfigurable } from '@mambogo/contracts/runtime-settings.ts';
import { createSidecar, type Sidecar } from '@mambogo/dapr/sidecar.ts';
import type { z } from 'zod';
import { followRevocations } from '../auth/revocations/follow-revocations.ts';
import { noRevocations, type Revocations } from '../auth/revocations/revocations.ts';
import { createShopVerifier, externalIssuer } from '../auth/shop-verifier.ts';
import type { Verify } from '../auth/token-verifier.ts';
import { followSettings } from '../runtime-settings/follow-settings.ts';
import { type FollowedSettings, noRuntimeSettings } from '../runtime-settings/followed-settings.ts';
import { createSpanExport, type SpanExport } from '../telemetry/export-spans.ts';
import { createLogger, type Logger } from '../telemetry/logger.ts';
import { createSecurityEvents, type SecurityEvents } from '../telemetry/security-event.ts';
import { traceCall } from '../telemetry/trace-call.ts';
import { readCredential, type serviceSettings } from './settings.ts';
import type { Worker } from './worker.ts';

type ContextSettings = z.output<z.ZodObject<typeof serviceSettings>>;

export interface BaseContext {
  /** The service's name in the blueprint. */
  readonly name: string;
  readonly logger: Logger;
  /** See security-event.ts. */
  readonly securityEvents: SecurityEvents;
  /** The admin port with health and metrics, if any. */
  readonly admin?: { readonly host: string; readonly port: number };
  readonly sidecar: Sidecar;
  /** Verifies an access token; throws the problem `unauthenticated`. */
  readonly verify: Verify;
  /** Tokens that are revoked before they expire. */
  readonly revocations: Revocations & Partial<Worker>;
  /** Settings that change while the service runs. */
  readonly runtimeSettings: FollowedSettings;
  /** The token the sidecar must send with every request. */
  readonly appToken: string;
  /** Events of the outbox that can't be published; absent: the service publishes none. */
  readonly parkedEvents?: () => Promise<readonly ParkedEvent[]>;
  /** Sends spans to the collector, if one is set. */
  readonly spanExport?: SpanExport;
  /** Aborted when the service begins to shut down: streams end, and no further events are accepted. */
  readonly stopping: AbortController;
}

export function createBaseContext(name: string, settings: ContextSettings): BaseContext {
  const logger = createLogger(name, settings.LOG_LEVEL);
  const sidecar = createSidecar({
    httpPort: settings.DAPR_HTTP_PORT,
    apiToken: readCredential(settings.CREDENTIALS_DIR, 'dapr-api-token'),
    peers: settings.PEERS,
    traceCall,
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
    admin: settings.HEALTH_PORT === undefined ? undefined : { host: settings.HEALTH_HOST, port: settings.HEALTH_PORT },
    sidecar,
    verify: createShopVerifier(settings, sidecar, revocations),
    revocations,
    runtimeSettings:
      settings.PEERS.config && isConfigurable(name)
        ? followSettings({
            service: name,
            sidecar,
            file: settings.RUNTIME_SETTINGS_FILE,
            logLevel: settings.LOG_LEVEL,
            logger,
            stopping: stopping.signal,
          })
        : noRuntimeSettings(),
    appToken: readCredential(settings.CREDENTIALS_DIR, 'app-api-token'),
    spanExport: createSpanExport(name, settings, logger),
    stopping,
  };
}
