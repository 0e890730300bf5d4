/**
 * Backs up a running shop of this machine into a folder: its databases at one cut, carts, the provider simulator's ledger, and the
 * secret without which none of it can be read. Made beside its place and renamed: a folder of that name is complete.
 */
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { backUpDatabases } from '@mambogo/operator/backup/back-up-databases.ts';
import { type BackupManifest, writeManifest } from '@mambogo/operator/backup/backup-manifest.ts';
import { databaseSource } from '@mambogo/operator/backup/database-source.ts';
import { makeFolder } from '../cli/make-folder.ts';
import { dataRoom } from '../shop/data-room.ts';
import type { ShopAddresses } from '../shop/shop-addresses.ts';
import { StartError } from '../supervisor/start-error.ts';
import { backupLayout } from './backup-layout.ts';
import { copyRedisFiles } from './redis-files.ts';
import { storeTools } from './store-tools.ts';

/** @param folder is made; its parent, too */
export async function backUpShop(shop: ShopAddresses, folder: string): Promise<BackupManifest> {
  if (existsSync(folder)) throw new StartError(`${folder} is there already: name a folder that is not`);
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  makeFolder(dirname(folder), 0o700);
  const to = backupLayout(partial);
  makeFolder(to.databases, 0o700);
  try {
    const room = dataRoom(shop.folders.data);
    copyFileSync(room.rootSecret, to.rootSecret);
    if (existsSync(limitsOf(shop))) copyFileSync(limitsOf(shop), to.limits);
    const cut = await backUpDatabases({
      databases: shop.model.databases.map(({ service }) => databaseSource(service, shop.databaseUrl(service))),
      tools: storeTools(),
      folder: to.databases,
      async atCut() {
        copyLedger(ledgerOf(shop), to.ledger);
        copyRedisFiles(room.redis, to.redis);
      },
    }).catch((error: unknown) => {
      throw isRefused(error) ? notRunning(shop) : error;
    });
    const { at, pausedMs, outboxes } = cut;
    const about = { shop: shop.name, version: release(), takenAt: at.toISOString(), pausedMs, outboxes };
    const manifest = await writeManifest(partial, about);
    renameSync(partial, folder);
    return manifest;
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
}

/** In one transaction of SQLite's own, beside the running simulator. */
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

const release = (): string =>
  String(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version);

const isRefused = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ECONNREFUSED' || error.code === 'ENOENT');

const notRunning = ({ name, folders }: ShopAddresses): StartError =>
  new StartError(
    `the shop "${name}" does not run: start it first, or copy its folder as it is while it is stopped (${folders.data})`,
  );
