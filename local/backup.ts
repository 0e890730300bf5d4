/**
 * `npm run backup`: a consistent backup of the running shop. Exit codes: 0 done, 1 it failed (one line says why), 64 the options make
 * no sense.
 */
import { resolve } from 'node:path';
import type { BackupManifest } from '@mambogo/operator/backup/backup-manifest.ts';
import { backUpShop } from './backup/back-up-shop.ts';
import { findShop } from './shop/find-shop.ts';
import { readWhichShop, type WhichShop, whichShopUsage } from './shop/which-shop.ts';
import { terminalProgress } from './supervisor/progress.ts';
import { oneLine } from './supervisor/start-error.ts';

const usage = `usage: npm run backup -- [--to FOLDER] [options]

  --to FOLDER        where the backup goes; it must not be there yet
                     (default: a folder named by the time, in DATA-backups beside the shop's data folder)
${whichShopUsage}`;

interface Options {
  readonly to: string | undefined;
  readonly shop: WhichShop;
}

process.exit(await main(process.argv.slice(2)));

async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'number') return options;
  const progress = terminalProgress();
  try {
    const shop = findShop(options.shop);
    const folder = options.to ?? `${shop.folders.data}-backups/${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
    const manifest = await progress.step(`backup of the shop "${shop.name}"`, () => backUpShop(shop, folder));
    progress.say(summary(manifest, folder));
    return 0;
  } catch (error) {
    if (!progress.told(error)) progress.say(oneLine(error));
    return 1;
  }
}

function summary({ files, takenAt, pausedMs }: BackupManifest, folder: string): string {
  const megabytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  return `
  Backup:     ${folder}  (${megabytes.toFixed(1)} MB, the shop as it was at ${takenAt})
  The shop went on all the while; events waited for ${(pausedMs / 1_000).toFixed(1)} s.
  It holds the shop's secrets: keep it where only you can read it.
  Restore it: npm run restore -- ${folder}   (with the shop stopped)
`;
}

function readOptions(args: string[]): Options | number {
  try {
    const at = args.indexOf('--to');
    const [, to] = at < 0 ? [] : args.splice(at, 2);
    if (at >= 0 && !to) throw new Error('--to takes a folder');
    const shop = readWhichShop(args);
    if (shop !== 'help') return { to: to && resolve(to), shop };
    console.log(usage);
    return 0;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return 64;
  }
}
