/**
 * Migrates a service's database before the service starts. Skipped when the same sources and settings were applied to this data
 * before, which keeps a warm start fast.
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

/** @param stampFolder beside the data, so that it is deleted with the data */
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
