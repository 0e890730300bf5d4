/**
 * `npm run backup`: a consistent backup of the running shop. Exit codes: 0 success, 1 failure (with a one-line reason), 64
 * invalid options.
 */
import { resolve } from 'node:path';
import type { BackupManifest } from '@mambogo/operator/backup/backup-manifest.ts';
import { backUpShop } from './backup/back-up-shop.ts';
import { commandHint, shellQuote, shopOptions } from './cli/command-hint.ts';
import { locateShop } from './shop/locate-shop.ts';
import { readShopSelector, shopCommandLine } from './shop/shop-selector.ts';
import { terminalProgress } from './supervisor/progress.ts';
import { errorLine } from './supervisor/start-error.ts';

const options = shopCommandLine('backup', {
  purpose: 'Backs up the running shop at one point in time, without downtime.',
  examples: [
    ['', "to a folder named after the time, in DATA-backups beside the shop's data folder"],
    ['--to /backups/monday', 'to this folder, which must not exist yet'],
  ],
})
  .option('--to <folder>', 'target folder; must not exist yet')
  .parse()
  .opts();

process.exit(await main());

async function main(): Promise<number> {
  const which = readShopSelector(options);
  const progress = terminalProgress();
  try {
    const shop = locateShop(which);
    const folder =
      options.to !== undefined
        ? resolve(options.to)
        : `${shop.folders.data}-backups/${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
    const manifest = await progress.step(`backup of the shop "${shop.name}"`, () => backUpShop(shop, folder));
    progress.print(
      summary(manifest, folder, commandHint('restore', [shellQuote(folder), ...shopOptions(which, shop.name)])),
    );
    return 0;
  } catch (error) {
    if (!progress.hasReported(error)) progress.print(errorLine(error));
    return 1;
  }
}

function summary({ files, takenAt, pausedMs }: BackupManifest, folder: string, restore: string): string {
  const megabytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  return `
  Backup:     ${folder}  (${megabytes.toFixed(1)} MB, the shop as it was at ${takenAt})
  The shop went on all the while; events waited for ${(pausedMs / 1_000).toFixed(1)} s.
  It holds the shop's secrets: keep it where only you can read it.
  Restore it: ${restore}   (with the shop stopped)
`;
}
