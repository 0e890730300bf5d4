/**
 * `npm run seed`: fills the shelves of a running shop, as its merchant: goods come in for every product that is short of them.
 * Exit codes as of `npm run buy`.
 */
import { parseArgs } from 'node:util';
import { connectTo, readAddress } from './shopper/connect-to.ts';
import { fillShelves } from './shopper/fill-shelves.ts';
import { logInMerchant } from './shopper/merchant.ts';
import { bad, good, print } from './story/print.ts';

const usage = `usage: npm run seed -- [options]

  --url URL          where the shop is                       (default http://localhost:8080)
  --connect-to ADDR  go there, host:port, whatever name the URL has, as to an ingress
  --pieces N         as many of each product at least        (default 100)
  --login NAME       a merchant                              (default admin)
  --password WORD                                            (default admin)`;

const { url, login, password, pieces } = readOptions(process.argv.slice(2));
try {
  const { products, received } = await fillShelves(await logInMerchant(url, login, password), pieces);
  print(good(`${products} products, ${received} pieces came in: there are ${pieces} of each at least.`));
} catch (error) {
  fail(1, error instanceof Error ? error.message : String(error));
}

function readOptions(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        url: { type: 'string', default: 'http://localhost:8080' },
        'connect-to': { type: 'string' },
        pieces: { type: 'string', default: '100' },
        login: { type: 'string', default: 'admin' },
        password: { type: 'string', default: 'admin' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      print(usage);
      process.exit(0);
    }
    const pieces = Number(values.pieces);
    if (!Number.isInteger(pieces) || pieces < 1) throw new Error(`--pieces ${values.pieces} is no number of pieces`);
    if (values['connect-to'] !== undefined) connectTo(readAddress(values['connect-to']));
    return { ...values, pieces };
  } catch (error) {
    return fail(64, `${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function fail(code: number, message: string): never {
  process.stderr.write(`${bad(message)}\n`);
  process.exit(code);
}
