/**
 * `npm run reconcile -- --since TIME`: brings the services of the running shop together again after the database of one of them was
 * restored to an earlier moment. Exit codes: 0 all holds, 1 something needs a merchant, 2 it failed, 64 the options make no sense.
 */
import { pointInTime } from '@mambogo/local/cli/argument-values.ts';
import { commandHint, shopOptions } from '@mambogo/local/cli/command-hint.ts';
import { locateShop } from '@mambogo/local/shop/locate-shop.ts';
import { readShopSelector, shopCommandLine } from '@mambogo/local/shop/shop-selector.ts';
import { errorLine } from '@mambogo/local/supervisor/start-error.ts';
import { printReconciliation } from './print-reconciliation.ts';
import { reconcileShop } from './reconcile-shop.ts';

const line = shopCommandLine('reconcile', {
  purpose:
    'Brings the services of the running shop together again after the database of one of them was restored to an earlier moment.',
  examples: [
    ['--since 2026-01-31T12:00:00Z', 'the moment to which the database was restored'],
    ['--since 2026-01-31T12:00:00Z --cancel-lost', 'and cancels orders that the order service no longer knows'],
  ],
  notes: 'Exit codes: 0 all holds, 1 something needs a merchant, 2 it failed.',
})
  .option('--since <time>', 'the moment to which the database was restored; has to be given', pointInTime)
  .option('--cancel-lost', 'cancels orders that only stock and payment know of: goods and money go back', false)
  .parse();

const print = (line: string) => void process.stdout.write(`${line}\n`);
const { since, cancelLost, ...rest } = line.opts();
// Not by `requiredOption`, which would be missed before a misspelt one is named.
process.exit(await main(since ?? line.error("error: required option '--since <time>' not specified")));

async function main(since: Date): Promise<number> {
  const which = readShopSelector(rest);
  try {
    const shop = locateShop(which);
    const result = await reconcileShop(shop, { since, cancelLost, print });
    return printReconciliation(result, print, commandHint('invariants', shopOptions(which, shop.name))) === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${errorLine(error)}\n`);
    return 2;
  }
}
