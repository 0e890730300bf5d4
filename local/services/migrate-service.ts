/**
 * Brings a service's database up to date before the service starts. Skipped when the very sources that decide what it
 * would do, with the very settings, were applied to this data before: that is what makes a warm start quick.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ServiceModel } from '@mambogo/operator/model/model.ts';
import { runIfChanged } from '../stores/run-if-changed.ts';
import { runCommand } from '../supervisor/run-command.ts';
import { sourceHash } from '../toolchain/source-hash.ts';
import { nodeFlags, serviceFolder } from './service-process.ts';

const packages = ['contracts', 'service', 'messaging'].map((name) =>
  fileURLToPath(new URL(`../../packages/${name}/src`, import.meta.url)),
);

/** @param stampFolder beside the data it is about, so that it goes when the data goes */
export async function migrateService(
  service: ServiceModel,
  environment: Readonly<Record<string, string>>,
  stampFolder: string,
  log: string,
): Promise<void> {
  const folder = serviceFolder(service.name);
  const sources = sourceHash([...packages, join(folder, 'src')], (file) => !file.endsWith('.test.ts'));
  const input = JSON.stringify([sources, environment.CATALOG_SEED]);
  await runIfChanged(input, join(stampFolder, `${service.name}.migrated`), () =>
    runCommand({ command: process.execPath, args: [...nodeFlags, 'src/migrate.ts'], folder, environment, log }),
  );
}
