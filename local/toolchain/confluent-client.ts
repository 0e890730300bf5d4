/** Confluent's client of schema registries, installed once from its lock file, for the test of ours. */
import { copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartError } from '../supervisor/start-error.ts';
import { buildOnce } from './build-once.ts';
import { findCommand } from './find-command.ts';
import { npmEnvironment } from './npm-environment.ts';
import { runDownload } from './run-download.ts';
import { sourceHash } from './source-hash.ts';

/** What the test uses of it. */
export interface ConfluentClient {
  getAllSubjects(): Promise<string[]>;
  getLatestSchemaMetadata(subject: string): Promise<{ readonly schema: string; readonly version: number }>;
  getCompatibility(subject: string): Promise<string>;
  testSubjectCompatibility(subject: string, schema: ConfluentSchema): Promise<boolean>;
  register(subject: string, schema: ConfluentSchema): Promise<number>;
  getAllVersions(subject: string): Promise<number[]>;
}

export interface ConfluentSchema {
  readonly schemaType: 'JSON';
  readonly schema: string;
}

const sources = fileURLToPath(new URL('confluent-client', import.meta.url));

/** @param cache of builds and downloads */
export async function installConfluentClient(cache: string, log: string, url: string): Promise<ConfluentClient> {
  const npm = findCommand('npm');
  if (!npm) throw new StartError('npm is missing');
  const folder = await buildOnce(join(cache, `confluent-client-1.10.1-${sourceHash([sources])}`), async (into) => {
    for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(sources, file), join(into, file));
    const args = ['ci', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await runDownload({ command: npm, args, folder: into, environment: npmEnvironment(), log });
  });
  const { SchemaRegistryClient } = createRequire(join(folder, 'package.json'))('@confluentinc/schemaregistry');
  return new SchemaRegistryClient({ baseURLs: [url], cacheCapacity: 100, cacheLatestTtlSecs: 0 });
}
