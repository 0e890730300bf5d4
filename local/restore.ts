/**
 * `npm run restore -- BACKUP`: makes a stopped shop's data folder from a backup. Exit codes: 0 done, 1 it failed and what was there is
 * as it was (one line says why), 64 the options make no sense.
 */
import { resolve } from 'node:path';
import { restoreDatabaseOf } from './backup/restore-database-of.ts';
import { restoreShop } from './backup/restore-shop.ts';
import { readWhichShop, type WhichShop, whichShopUsage } from './shop/which-shop.ts';
import { terminalProgress } from './supervisor/progress.ts';
import { oneLine } from './supervisor/start-error.ts';

const usage = `usage: npm run restore -- BACKUP [--replace | --only SERVICE] [options]

  BACKUP             a folder that npm run backup made
  --replace          where the shop has data: it is moved aside once the backup is restored
  --only SERVICE     restores the database of one service (identity, order, payment, inventory) of a shop that has
                     data; what it was is kept beside it. Then npm start, and npm run reconcile
${whichShopUsage}`;

interface Options {
  readonly backup: string;
  readonly replace: boolean;
  readonly only: string | undefined;
  readonly shop: WhichShop;
}

process.exit(await main(process.argv.slice(2)));

async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'number') return options;
  const progress = terminalProgress();
  const began = performance.now();
  try {
    if (options.only) {
      const { manifest, keptAs } = await restoreDatabaseOf(options.only, { ...options, progress });
      progress.say(`
  Restored:   the database of ${options.only}, as it was at ${manifest.takenAt}; what it was before is the database ${keptAs}
  Next:       npm start, then npm run reconcile -- --since ${manifest.takenAt}
`);
      return 0;
    }
    const { manifest, folder, movedAside } = await restoreShop({ ...options, progress });
    progress.say(`
  Restored:   ${folder}  (the shop as it was at ${manifest.takenAt}; ${((performance.now() - began) / 1_000).toFixed(1)} s)
  ${movedAside ? `What was there before is in ${movedAside}: remove it when all is well.` : 'There was no data before.'}
  Next:       npm start, then npm run invariants. Events that were under way are published again by themselves.
`);
    return 0;
  } catch (error) {
    if (!progress.told(error)) progress.say(oneLine(error));
    progress.say('Nothing was restored; what was there is as it was.');
    return 1;
  }
}

function readOptions(all: string[]): Options | number {
  try {
    const args = all.filter((arg) => arg !== '--replace');
    const at = args.indexOf('--only');
    const [, only] = at < 0 ? [] : args.splice(at, 2);
    if (at >= 0 && !only) throw new Error('--only takes a service');
    const backup = args[0]?.startsWith('-') ? undefined : args.shift();
    const shop = readWhichShop(args);
    if (shop === 'help') {
      console.log(usage);
      return 0;
    }
    if (!backup) throw new Error('name the backup to restore first');
    return { backup: resolve(backup), replace: all.includes('--replace'), only, shop };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return 64;
  }
}
