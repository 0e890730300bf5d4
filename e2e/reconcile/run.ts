/**
 * `npm run reconcile -- --since TIME`: brings the services of the running shop together again after the database of one of them was
 * restored to an earlier moment. Exit codes: 0 all holds, 1 something needs a merchant, 2 it failed, 64 the options make no sense.
 */
import { findShop } from '@mambogo/local/shop/find-shop.ts';
import { readWhichShop, type WhichShop, whichShopUsage } from '@mambogo/local/shop/which-shop.ts';
import { printReconciliation } from './print-reconciliation.ts';
import { reconcileShop } from './reconcile-shop.ts';

const usage = `usage: npm run reconcile -- --since TIME [--cancel-lost] [options]

  --since TIME       the moment to which the database was restored, e.g. 2026-01-31T12:00:00Z
  --cancel-lost      cancels orders that only stock and payment know of: goods and money go back
${whichShopUsage}`;

interface Options {
  readonly since: Date;
  readonly cancelLost: boolean;
  readonly shop: WhichShop;
}

const print = (line: string) => void process.stdout.write(`${line}\n`);
const message = (error: unknown) => (error instanceof Error ? error.message : String(error));
process.exit(await main(process.argv.slice(2)));

async function main(args: string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'number') return options;
  try {
    const result = await reconcileShop(findShop(options.shop), { ...options, say: print });
    return printReconciliation(result, print) === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${message(error)}\n`);
    return 2;
  }
}

function readOptions(all: string[]): Options | number {
  try {
    const args = all.filter((arg) => arg !== '--cancel-lost');
    const at = args.indexOf('--since');
    const [, time = ''] = at < 0 ? [] : args.splice(at, 2);
    const shop = readWhichShop(args);
    if (shop === 'help') {
      print(usage);
      return 0;
    }
    const since = new Date(time);
    if (Number.isNaN(since.getTime())) throw new Error(`--since ${time} is no time`);
    return { since, cancelLost: all.includes('--cancel-lost'), shop };
  } catch (error) {
    process.stderr.write(`${message(error)}\n\n${usage}\n`);
    return 64;
  }
}
