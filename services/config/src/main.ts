/** The config service: settings of all services from a Git repository, validated, served and pushed. */
import { run } from '@mambogo/service/process/run.ts';
import { createService } from '@mambogo/service/process/service.ts';
import { readSettings } from '@mambogo/service/process/settings.ts';
import { createContext } from './context.ts';
import { mount } from './routes.ts';
import { Settings } from './settings.ts';
import type { InForceStatus } from './worker/in-force.ts';

await run(async () => {
  const settings = readSettings(Settings);
  const context = createContext(settings);
  await context.inForce.open();
  return createService({
    context,
    host: settings.HOST,
    port: settings.PORT,
    degradedReason: () => degradedReason(context.inForce.status()),
    workers: [context.inForce, context.inForce.fetcher],
    mount: (app) => mount(app, context),
  });
});

function degradedReason({ violations: [first], unreachableSince }: InForceStatus): string | undefined {
  const refused = first && `newest commit of settings is not valid: ${first.file} line ${first.line}: ${first.reason}`;
  const away = unreachableSince && `repository of settings cannot be read since ${unreachableSince.toISOString()}`;
  return [refused, away].filter(Boolean).join('; ') || undefined;
}
