/**
 * `npm run invariants`: reads every store of the running shop and the provider's ledger, and says what does not hold.
 * Exit codes: 0 all holds, 1 something is violated, 2 a store can't be read, 64 the options make no sense.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findShop } from '@mambogo/local/shop/find-shop.ts';
import { checkShop, violationsOf } from './check-invariants.ts';
import { printReport } from './print-report.ts';

const usage = `usage: npm run invariants -- [options]

  --storefront FILE  the shop's Storefront file              (default storefronts/local.yaml)
  --data FOLDER      where its data is                       (default: as npm start has it)
  --port-offset N    as the shop was started; also MAMBOGO_PORT_OFFSET
  --help`;

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

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        storefront: { type: 'string' },
        data: { type: 'string' },
        'port-offset': { type: 'string', default: process.env.MAMBOGO_PORT_OFFSET ?? '0' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      print(usage);
      return 0;
    }
    const portOffset = Number(values['port-offset']);
    if (!Number.isInteger(portOffset) || portOffset < 0) throw new Error('--port-offset takes a whole number');
    return { storefrontFile: values.storefront, dataDir: values.data && resolve(values.data), portOffset };
  } catch (error) {
    process.stderr.write(`${message(error)}\n\n${usage}\n`);
    return 64;
  }
}
