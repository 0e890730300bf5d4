/**
 * Prepares the programs a shop runs: servers from Debian, Dapr from source, Kafka from Maven; in parallel, and only what is
 * missing.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../cli/make-folder.ts';
import type { Progress } from '../supervisor/progress.ts';
import { withLock } from '../supervisor/runner-lock.ts';
import { StartError } from '../supervisor/start-error.ts';
import { buildDapr, type DaprPrograms } from '../toolchain/build-dapr.ts';
import { buildPages } from '../toolchain/build-pages.ts';
import { isRoot } from '../toolchain/cache-folder.ts';
import { installPackages, restorePolicyRc } from '../toolchain/debian-packages.ts';
import { fetchKafka, type KafkaPrograms } from '../toolchain/fetch-kafka.ts';
import { findCommand } from '../toolchain/find-command.ts';
import { findStoreServers, type StoreServers } from '../toolchain/store-servers.ts';

export interface ShopTools {
  readonly servers: StoreServers;
  readonly dapr: DaprPrograms;
  readonly kafka: KafkaPrograms;
  /** Folder of the built pages. */
  readonly pages: string;
}

export async function prepareShopTools(cache: string, logs: string, progress: Progress): Promise<ShopTools> {
  if (process.platform !== 'linux') throw new StartError(`the shop runs on Linux; this is ${process.platform}`);
  if (!findCommand('setpriv')) throw new StartError('setpriv is missing: install util-linux and start again');
  try {
    makeFolder(cache, 0o755);
  } catch {
    throw new StartError(`${cache} cannot be written: name another folder in MAMBOGO_CACHE`);
  }
  const log = (name: string) => join(logs, `${name}.log`);
  // Packages first and alone: a failing build must not leave an installation half-done.
  const servers = await ensureStoreServers(log('packages'), progress);
  const [dapr, kafka, pages] = await Promise.all([
    progress.step('Dapr sidecar (built from source the first time: some minutes)', () => buildDapr({ cache, logs })),
    progress.step('Kafka (fetched the first time)', () => fetchKafka(cache, log('fetch-kafka'))),
    progress.step('pages (built when their sources changed)', () => buildPages(cache, log('build-pages'))),
  ]);
  return { servers, dapr, kafka, pages };
}

async function ensureStoreServers(log: string, progress: Progress): Promise<StoreServers> {
  return withLock('debian-packages', async () => {
    if (isRoot && existsSync('/usr/sbin')) restorePolicyRc();
    const before = findStoreServers();
    if (before.servers) return before.servers;
    const names = before.missingPackages.join(', ');
    return progress.step(`Debian packages: ${names}`, async () => {
      await installPackages(before.missingPackages, log);
      const { servers, missingPackages } = findStoreServers();
      if (!servers)
        throw new StartError(`${missingPackages.join(', ')} was installed but its programs are not found`, { log });
      return servers;
    });
  });
}
