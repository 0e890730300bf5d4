/** Entry point of the web service, which serves the pages of the shop. */
import { run } from '@mambogo/service/process/run.ts';
import { createService } from '@mambogo/service/process/service.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { createContext } from './context.ts';
import { mount, webHeaders } from './routes.ts';
import { Settings } from './settings.ts';

await run(async () => {
  const settings = readSettings(Settings);
  const context = await createContext(settings);
  return createService({
    context,
    host: settings.HOST,
    port: settings.PORT,
    securityHeaders: webHeaders,
    mount: (app) => mount(app, context),
  });
});
