/**
 * `npm run restore -- BACKUP`: makes a stopped shop's data folder from a backup. Exit codes: 0 done, 1 it failed and what was there is
 * as it was (one line says why), 64 the options make no sense.
 */
import { resolve } from 'node:path';
import { restoreServiceDatabase } from './backup/restore-service-database.ts';
import { restoreShop } from './backup/restore-shop.ts';
import { commandHint, shopOptions } from './cli/command-hint.ts';
import { readStorefront } from './shop/read-storefront.ts';
import { readShopSelector, shopCommandLine } from './shop/shop-selector.ts';
import { terminalProgress } from './supervisor/progress.ts';
import { errorLine } from './supervisor/start-error.ts';

const line = shopCommandLine('restore', {
  purpose: "Makes a stopped shop's data folder from a backup.",
  examples: [
    ['/backups/monday', 'where the shop has no data'],
    ['/backups/monday --replace', 'where it has: what was there is moved aside'],
    ['/backups/monday --only order', 'the database of one service alone'],
  ],
})
  .argument('<backup>', 'a folder that npm run backup made')
  .option('--replace', 'where the shop has data: it is moved aside once the backup is restored', false)
  .option(
    '--only <service>',
    'restores the database of one service (identity, order, payment, inventory) of a shop that has data; what it was is kept beside it',
  )
  .parse();
const { replace, only, ...options } = line.opts();
const backup = resolve(line.processedArgs[0]);
const shop = readShopSelector(options);

process.exit(await main());

async function main(): Promise<number> {
  const progress = terminalProgress();
  const began = performance.now();
  try {
    const where = shopOptions(shop, readStorefront(shop.storefrontFile).metadata.name);
    const start = commandHint('start', where);
    if (only) {
      const { manifest, previousDatabase } = await restoreServiceDatabase(only, { backup, shop, progress });
      progress.print(`
  Restored:   the database of ${only}, as it was at ${manifest.takenAt}; what it was before is the database ${previousDatabase}
  Next:       ${start}, then ${commandHint('reconcile', ['--since', manifest.takenAt, ...where])}
`);
      return 0;
    }
    const { manifest, folder, movedAside } = await restoreShop({ backup, replace, shop, progress });
    progress.print(`
  Restored:   ${folder}  (the shop as it was at ${manifest.takenAt}; ${((performance.now() - began) / 1_000).toFixed(1)} s)
  ${movedAside ? `What was there before is in ${movedAside}: remove it when all is well.` : 'There was no data before.'}
  Next:       ${start}, then ${commandHint('invariants', where)}. Events that were under way are published again by themselves.
`);
    return 0;
  } catch (error) {
    if (!progress.hasReported(error)) progress.print(errorLine(error));
    progress.print('Nothing was restored; what was there is as it was.');
    return 1;
  }
}
