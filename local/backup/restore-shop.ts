/**
 * Restores a shop's data folder from a backup, into a temporary folder with the shop's own stores. Only when that is complete
 * is the existing data moved aside (never deleted) and the new folder renamed.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { deriveSecret } from '@mambogo/blueprint/derive-secret.ts';
import { type BackupManifest, readManifest } from '@mambogo/operator/backup/backup-manifest.ts';
import { unbundleSettings } from '@mambogo/operator/backup/settings-bundle.ts';
import { buildModel } from '@mambogo/operator/model/build-model.ts';
import { ensureRootKey } from '../services/write-credentials.ts';
import { localPlacement, storePorts } from '../shop/local-placement.ts';
import { readStorefront } from '../shop/read-storefront.ts';
import { shopAddresses } from '../shop/shop-addresses.ts';
import { prepareDataDir, requireFreeSpace, type ShopDirs, shopDirs } from '../shop/shop-dirs.ts';
import type { ShopSelector } from '../shop/shop-selector.ts';
import { storeServerOptions } from '../shop/store-server-options.ts';
import { requireTraversable } from '../stores/system-user.ts';
import { requireFreePorts } from '../supervisor/ports.ts';
import type { Progress } from '../supervisor/progress.ts';
import { tryLock } from '../supervisor/runner-lock.ts';
import { StartError } from '../supervisor/start-error.ts';
import { dataFolder } from '../toolchain/cache-folder.ts';
import { ledgerOf, limitsOf, settingsOf } from './back-up-shop.ts';
import { backupLayout } from './backup-layout.ts';
import { restoreRedisFiles } from './redis-files.ts';
import { restoreStores } from './restore-stores.ts';

export interface RestoreOptions {
  readonly backup: string;
  readonly shop: ShopSelector;
  /** Existing data is moved aside; otherwise the restore is rejected. */
  readonly replace: boolean;
  readonly progress: Progress;
}

export interface RestoreResult {
  readonly manifest: BackupManifest;
  readonly folder: string;
  /** Folder of the previous data. */
  readonly movedAside: string | undefined;
}

export async function restoreShop({ backup, shop, replace, progress }: RestoreOptions): Promise<RestoreResult> {
  const storefront = readStorefront(shop.storefrontFile);
  const { name } = storefront.metadata;
  const folder = shop.dataDir ?? dataFolder(name);
  const lock = await tryLock(folder);
  if ('heldBy' in lock) throw new StartError(`the shop "${name}" runs, started by pid ${lock.heldBy}: stop it first`);
  try {
    const hasData = existsSync(folder) && readdirSync(folder).length > 0;
    if (hasData && !replace)
      throw new StartError(`${folder} is not empty: with -- --replace it is moved aside once the backup is restored`);
    const manifest = await progress.step('verifying the backup', () => readManifest(backup));
    if (manifest.shop !== name)
      throw new StartError(
        `the backup is from the shop "${manifest.shop}", not of "${name}": name its file (--storefront)`,
      );
    const dirs = freshDataDir(`${folder}.restoring`);
    requireTraversable(dirs.dataDir);
    requireFreeSpace(dirs.dataDir);
    await restoreInto(dirs, backupLayout(backup), shop, progress);
    const movedAside = hasData ? `${folder}.before-${new Date().toISOString().replaceAll(':', '-')}` : undefined;
    if (movedAside) renameSync(folder, movedAside);
    else rmSync(folder, { recursive: true, force: true });
    renameSync(dirs.dataDir, folder);
    return { manifest, folder, movedAside };
  } finally {
    await lock.release();
  }
}

/** Removes what an interrupted restore left there. */
function freshDataDir(folder: string): ShopDirs {
  const dirs = shopDirs(folder);
  if (existsSync(folder)) {
    prepareDataDir(dirs);
    rmSync(folder, { recursive: true });
  }
  prepareDataDir(dirs);
  return dirs;
}

async function restoreInto(
  dirs: ShopDirs,
  from: ReturnType<typeof backupLayout>,
  { storefrontFile, portOffset = 0 }: ShopSelector,
  progress: Progress,
): Promise<void> {
  copyFileSync(from.rootSecret, dirs.rootKeyFile);
  const root = ensureRootKey(dirs.rootKeyFile, true);
  const model = buildModel(readStorefront(storefrontFile), localPlacement(dirs.dataDir, portOffset));
  const ports = storePorts(portOffset);
  const source = { model, dirs, ports, secret: (purpose: string) => deriveSecret(root, purpose) };
  await requireFreePorts(
    new Map([
      [ports.postgres, 'PostgreSQL'],
      [ports.mariadb, 'MariaDB'],
    ]),
  );
  await restoreStores(source, from.databases, progress);
  const shop = shopAddresses(source);
  await progress.step("carts, the provider's ledger and settings", async () => {
    restoreRedisFiles(from.redis, dirs.redis, storeServerOptions(source).redis.user);
    copyInto(from.ledger, ledgerOf(shop));
    copyInto(from.limits, limitsOf(shop));
    const settings = settingsOf(shop);
    if (settings && existsSync(from.settings)) await unbundleSettings(from.settings, settings);
  });
  // Files of stopped processes.
  rmSync(dirs.run, { recursive: true, force: true });
}

function copyInto(from: string, to: string | undefined): void {
  if (!to || !existsSync(from)) return;
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  copyFileSync(from, to);
}
