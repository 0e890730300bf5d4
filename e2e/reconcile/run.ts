/**
 * `npm run reconcile -- --since TIME`: reconciles the services of the running shop after the database of one of them was
 * restored to an earlier moment. Exit codes: 0 all invariants hold, 1 something needs a merchant, 2 it failed, 64 invalid
 * options.
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
    'Reconciles the services of the running shop after the database of one of them was restored to an earlier moment.',
  examples: [
    ['--since 2026-01-31T12:00:00Z', 'the moment to which the database was restored'],
    ['--since 2026-01-31T12:00:00Z --cancel-lost', 'also cancels orders that the order service no longer knows'],
  ],
  notes: 'Exit codes: 0 all invariants hold, 1 something needs a merchant, 2 it failed.',
})
  .option('--since <time>', 'the moment to which the database was restored; required', pointInTime)
  .option('--cancel-lost', 'cancels orders that only stock and payment know: releases stock, refunds money', false)
  .parse();

const print = (line: string) => void process.stdout.write(`${line}\n`);
const { since, cancelLost, ...rest } = line.opts();
// Not `requiredOption`, which would be reported before a misspelt option.
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
