/**
 * `npm run audit:verify`: verifies the hash chains of all services against their anchors, and names the first broken link of each
 * chain. Exit codes: 0 all are whole, 1 a link is broken, 2 a store can't be read, 64 invalid options.
 */
import { locateShop } from '@mambogo/local/shop/locate-shop.ts';
import { readShopSelector, shopCommandLine } from '@mambogo/local/shop/shop-selector.ts';
import { errorLine } from '@mambogo/local/supervisor/start-error.ts';
import { printReports } from './print-reports.ts';
import { verifyShop } from './verify-shop.ts';

const options = shopCommandLine('audit:verify', {
  purpose:
    'Verifies the hash-chained logs of all services, entry by entry, and compares them with the anchors outside the databases.',
  examples: [
    ['', 'the shop started by npm start'],
    ['--port-offset 1000', 'the shop started with this offset'],
  ],
  notes: "Exit codes: 0 all chains are whole, 1 a link is broken, 2 a store can't be read.",
})
  .parse()
  .opts();

process.exit(await main());

async function main(): Promise<number> {
  try {
    const reports = await verifyShop(locateShop(readShopSelector(options)));
    printReports(reports, (line) => void process.stdout.write(`${line}\n`));
    return reports.every(({ broken }) => broken.length === 0) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${errorLine(error)}\n`);
    return 2;
  }
}
