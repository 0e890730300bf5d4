/**
 * `npm run restore -- BACKUP`: makes a stopped shop's data folder from a backup. Exit codes: 0 done, 1 it failed and what was there is
 * as it was (one line says why), 64 the options make no sense.
 */
import { resolve } from 'node:path';
import { restoreShop } from './backup/restore-shop.ts';
import { readWhichShop, type WhichShop, whichShopUsage } from './shop/which-shop.ts';
import { terminalProgress } from './supervisor/progress.ts';
import { oneLine } from './supervisor/start-error.ts';

const usage = `usage: npm run restore -- BACKUP [--replace] [options]

  BACKUP             a folder that npm run backup made
  --replace          where the shop has data: it is moved aside once the backup is restored
${whichShopUsage}`;

interface Options {
  readonly backup: string;
  readonly replace: boolean;
  readonly shop: WhichShop;
}

process.exit(await main(process.argv.slice(2)));

async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'number') return options;
  const progress = terminalProgress();
  const began = performance.now();
  try {
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

function readOptions(args: string[]): Options | number {
  try {
    const replace = args.includes('--replace');
    const [backup, ...rest] = args.filter((arg) => arg !== '--replace');
    const shop = readWhichShop(backup?.startsWith('-') ? [backup, ...rest] : rest);
    if (shop === 'help') {
      console.log(usage);
      return 0;
    }
    if (!backup || backup.startsWith('-')) throw new Error('name the backup to restore first');
    return { backup: resolve(backup), replace, shop };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return 64;
  }
}
