/** The gateway, the only ingress of the shop: public routes and pages are forwarded, everything else is rejected here. */

import { meter } from '@mambogo/metrics/meter.ts';
import { run } from '@mambogo/service/process/run.ts';
import { createService } from '@mambogo/service/process/service.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { securityHeaders } from './browsers/security-headers.ts';
import { connectionLimits, createContext } from './context.ts';
import { limitConnections } from './normalize/limit-connections.ts';
import { targetIdOf } from './pipeline/request-context.ts';
import { mount } from './routes.ts';
import { Settings } from './settings.ts';
import { readGatewayMetrics } from './telemetry/metrics.ts';

await run(async () => {
  const settings = readSettings(Settings);
  const context = createContext(settings);
  readGatewayMetrics(meter, context);
  await context.rateLimitConfig.reload();
  return createService({
    context,
    host: settings.HOST,
    port: settings.PORT,
    behindSidecar: false,
    spanName: (request) => `${request.method} ${targetIdOf(request)}`,
    securityHeaders: securityHeaders(context.publicUrl, context.rules, context.settings.HSTS_PRELOAD),
    workers: [{ start: () => undefined, stop: async () => close() }, context.rateLimitConfig],
    prepareServer: (server) => limitConnections(server, connectionLimits(context)),
    mount: (app) => mount(app, context),
  });

  function close(): void {
    context.upstreams.close();
    context.slowReaders.close();
    context.load.close();
    context.redis.disconnect();
  }
});
