/**
 * `npm run restore -- BACKUP`: restores a stopped shop's data folder from a backup. Exit codes: 0 success, 1 failure with
 * existing data unchanged (with a one-line reason), 64 invalid options.
 */
import { resolve } from 'node:path';
import { sqlServices } from '@mambogo/blueprint/services.ts';
import { restoreServiceDatabase } from './backup/restore-service-database.ts';
import { restoreShop } from './backup/restore-shop.ts';
import { commandHint, shopOptions } from './cli/command-hint.ts';
import { readStorefront } from './shop/read-storefront.ts';
import { readShopSelector, shopCommandLine } from './shop/shop-selector.ts';
import { terminalProgress } from './supervisor/progress.ts';
import { errorLine } from './supervisor/start-error.ts';

const restorable = sqlServices
  .filter(({ store }) => store === 'postgres')
  .map(({ name }) => name)
  .join(', ');

const line = shopCommandLine('restore', {
  purpose: "Restores a stopped shop's data folder from a backup.",
  examples: [
    ['/backups/monday', 'for a shop without data'],
    ['/backups/monday --replace', 'for a shop with data, which is moved aside'],
    ['/backups/monday --only order', 'only the database of one service'],
  ],
})
  .argument('<backup>', 'folder created by npm run backup')
  .option('--replace', 'move existing data aside once the backup is restored', false)
  .option(
    '--only <service>',
    `restore only the database of one service (${restorable}) of a shop with data; the previous database is kept`,
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
  ${movedAside ? `The previous data is in ${movedAside}: remove it once the restore is verified.` : 'There was no previous data.'}
  Next:       ${start}, then ${commandHint('invariants', where)}. Events that were in flight are published again automatically.
`);
    return 0;
  } catch (error) {
    if (!progress.hasReported(error)) progress.print(errorLine(error));
    progress.print('Nothing was restored; existing data is unchanged.');
    return 1;
  }
}
