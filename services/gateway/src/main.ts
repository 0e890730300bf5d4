/** The gateway: the one way into the shop. What is not a public route ends here. */
import { run } from '@mambogo/service/run.ts';
import { createService } from '@mambogo/service/service.ts';
import { readSettings } from '@mambogo/service/settings.ts';
import { createContext } from './context.ts';
import { mountEdge } from './edge/mount-edge.ts';
import { securityHeaders } from './edge/security-headers.ts';
import { Settings } from './settings.ts';

await run(() => {
  const settings = readSettings(Settings);
  const context = createContext(settings);
  return createService({
    context,
    host: settings.HOST,
    port: settings.PORT,
    behindSidecar: false,
    securityHeaders: securityHeaders(context.publicUrl),
    workers: [{ start: () => undefined, stop: async () => context.peers.close() }],
    mount: (app) => mountEdge(app, context),
  });
});
