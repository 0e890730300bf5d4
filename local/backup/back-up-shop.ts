/**
 * Backs up a running shop of this machine into a folder: its databases at one consistent cut, carts, the provider simulator's
 * ledger, the settings' Git repository, and the root secret needed to read them. Written to a temporary folder and renamed: a folder of the final name is
 * complete.
 */
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { backUpDatabases } from '@mambogo/operator/backup/back-up-databases.ts';
import { type BackupManifest, writeManifest } from '@mambogo/operator/backup/backup-manifest.ts';
import { folderStorage } from '@mambogo/operator/backup/backup-storage.ts';
import { parseDatabaseSource } from '@mambogo/operator/backup/database-source.ts';
import { bundleSettings } from '@mambogo/operator/backup/settings-bundle.ts';
import { makeFolder } from '../cli/make-folder.ts';
import type { ShopAddresses } from '../shop/shop-addresses.ts';
import { shopDirs } from '../shop/shop-dirs.ts';
import { StartError } from '../supervisor/start-error.ts';
import { backupLayout } from './backup-layout.ts';
import { findDumpTools } from './dump-tools.ts';
import { copyRedisFiles } from './redis-files.ts';

/** @param folder created, including parents */
export async function backUpShop(shop: ShopAddresses, folder: string): Promise<BackupManifest> {
  if (existsSync(folder)) throw new StartError(`${folder} already exists: name a new folder`);
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  makeFolder(dirname(folder), 0o700);
  const to = backupLayout(partial);
  makeFolder(to.databases, 0o700);
  const dumps = folderStorage(to.databases);
  try {
    const dirs = shopDirs(shop.folders.data);
    copyFileSync(dirs.rootKeyFile, to.rootSecret);
    if (existsSync(limitsOf(shop))) copyFileSync(limitsOf(shop), to.limits);
    await bundleSettings(settingsOf(shop), to.settings);
    const snapshot = await backUpDatabases({
      databases: shop.model.databases.map(({ service }) => parseDatabaseSource(service, shop.databaseUrl(service))),
      tools: findDumpTools(),
      scratch: partial,
      store: dumps.write,
      async onCut() {
        copyLedger(ledgerOf(shop), to.ledger);
        copyRedisFiles(dirs.redis, to.redis);
      },
    }).catch((error: unknown) => {
      throw isConnectionRefused(error) ? notRunningError(shop) : error;
    });
    const { at, pausedMs, outboxes } = snapshot;
    const manifestFields = { shop: shop.name, version: shopVersion(), takenAt: at.toISOString(), pausedMs, outboxes };
    const manifest = await writeManifest(partial, manifestFields);
    renameSync(partial, folder);
    return manifest;
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
}

/** Copied in one SQLite transaction, beside the running simulator. */
function copyLedger(from: string | undefined, to: string): void {
  if (!from || !existsSync(from)) return;
  const ledger = new DatabaseSync(from, { readOnly: true, timeout: 5_000 });
  try {
    ledger.prepare('vacuum into ?').run(to);
  } finally {
    ledger.close();
  }
}

const environmentOf = ({ model }: ShopAddresses, service: string) =>
  model.services.find(({ name }) => name === service)?.environment ?? {};

export const ledgerOf = (shop: ShopAddresses): string | undefined => environmentOf(shop, 'psp-simulator').LEDGER_FILE;
export const limitsOf = (shop: ShopAddresses): string => environmentOf(shop, 'gateway').LIMITS_FILE ?? '';
export const settingsOf = (shop: ShopAddresses): string | undefined => environmentOf(shop, 'config').REPOSITORY_DIR;

const shopVersion = (): string =>
  String(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version);

const isConnectionRefused = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ECONNREFUSED' || error.code === 'ENOENT');

const notRunningError = ({ name, folders }: ShopAddresses): StartError =>
  new StartError(
    `the shop "${name}" does not run: start it first, or copy the folder of the stopped shop (${folders.data})`,
  );
