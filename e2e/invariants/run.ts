/**
 * `npm run invariants`: reads every store of the running shop and the provider's ledger, and says what does not hold.
 * Exit codes: 0 all holds, 1 something is violated, 2 a store can't be read, 64 the options make no sense.
 */
import { locateShop } from '@mambogo/local/shop/locate-shop.ts';
import { readShopSelector, shopCommandLine } from '@mambogo/local/shop/shop-selector.ts';
import { errorLine } from '@mambogo/local/supervisor/start-error.ts';
import { checkShop, violationsOf } from './check-invariants.ts';
import { printReport } from './print-report.ts';

const options = shopCommandLine('invariants', {
  purpose:
    "Does it all add up? Reads every store of the running shop and the provider's ledger, and prints what does not hold.",
  examples: [
    ['', 'of the shop that npm start runs'],
    ['--port-offset 1000', 'of the shop that was started so'],
  ],
  notes: "Exit codes: 0 all holds, 1 something is violated, 2 a store can't be read.",
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
