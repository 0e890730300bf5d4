/**
 * `npm run invariants`: reads every store of the running shop and the provider's ledger, and prints violated invariants.
 * Exit codes: 0 all hold, 1 violations, 2 a store can't be read, 64 invalid options.
 */
import { locateShop } from '@mambogo/local/shop/locate-shop.ts';
import { readShopSelector, shopCommandLine } from '@mambogo/local/shop/shop-selector.ts';
import { errorLine } from '@mambogo/local/supervisor/start-error.ts';
import { checkShop, violationsOf } from './check-invariants.ts';
import { printReport } from './print-report.ts';

const options = shopCommandLine('invariants', {
  purpose:
    "Checks all invariants: reads every store of the running shop and the provider's ledger, and prints violations.",
  examples: [
    ['', 'the shop started by npm start'],
    ['--port-offset 1000', 'the shop started with this offset'],
  ],
  notes: "Exit codes: 0 all invariants hold, 1 violations, 2 a store can't be read.",
})
  .parse()
  .opts();

const print = (line: string) => void process.stdout.write(`${line}\n`);
process.exit(await main());

async function main(): Promise<number> {
  try {
    const shop = locateShop(readShopSelector(options));
    const report = await checkShop(shop);
    printReport(report, print);
    const violations = violationsOf(report);
    print(violations === 0 ? '\nAll of it holds.' : `\n${violations} violations.`);
    return violations === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${errorLine(error)}\n`);
    return 2;
  }
}
