/**
 * `npm run invariants`: reads every store of the running shop and the provider's ledger, and says what does not hold.
 * Exit codes: 0 all holds, 1 something is violated, 2 a store can't be read, 64 the options make no sense.
 */
import { findShop } from '@mambogo/local/shop/find-shop.ts';
import { readWhichShop, type WhichShop, whichShopUsage } from '@mambogo/local/shop/which-shop.ts';
import { checkShop, violationsOf } from './check-invariants.ts';
import { printReport } from './print-report.ts';

const usage = `usage: npm run invariants -- [options]\n\n${whichShopUsage}`;

const print = (line: string) => void process.stdout.write(`${line}\n`);
const message = (error: unknown) => (error instanceof Error ? error.message : String(error));
process.exit(await main());

async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === 'number') return options;
  try {
    const shop = findShop(options);
    const report = await checkShop(shop);
    printReport(report, print);
    const violations = violationsOf(report);
    print(violations === 0 ? '\nAll of it holds.' : `\n${violations} violations.`);
    return violations === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${message(error)}\n`);
    return 2;
  }
}

function readOptions(): WhichShop | number {
  try {
    const options = readWhichShop();
    if (options !== 'help') return options;
    print(usage);
    return 0;
  } catch (error) {
    process.stderr.write(`${message(error)}\n\n${usage}\n`);
    return 64;
  }
}
