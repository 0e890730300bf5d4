/** The pricing service: taxes, shipping and promotions, and what an order costs by them. */
import { chainAnchorerOf } from '@mambogo/messaging/audit/chain-anchorer.ts';
import { run } from '@mambogo/service/process/run.ts';
import { createService } from '@mambogo/service/process/service.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { createContext } from './context.ts';
import { mount } from './routes.ts';
import { Settings } from './settings.ts';
import { hashChains } from './store/hash-chains.ts';

await run(() => {
  const settings = readSettings(Settings);
  const context = createContext(settings);
  return createService({
    context,
    host: settings.HOST,
    port: settings.PORT,
    database: context.database,
    workers: [context.relay, chainAnchorerOf(context, settings, hashChains)],
    mount: (app) => mount(app, context),
  });
});
