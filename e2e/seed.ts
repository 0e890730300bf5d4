/**
 * `npm run seed`: restocks a running shop as its merchant: receives goods for every product that is short of them. With
 * `--products` or `--orders` it fills a shop of this machine instead (seed/fill-shop.ts). Exit codes as for `npm run buy`.
 */
import { wholeNumber } from '@mambogo/local/cli/argument-values.ts';
import { bad, good, print } from '@mambogo/terminal/print.ts';
import { fillShop } from './seed/fill-shop.ts';
import { clientCommandLine, reachShop } from './shopper/client-command-line.ts';
import { clientError } from './shopper/client-error.ts';
import { createMerchant, logInMerchant } from './shopper/merchant.ts';
import { restockProducts } from './shopper/restock-products.ts';
import { shopperWithToken } from './shopper/shopper.ts';

const { pieces, login, password, token, products, orders, data, storefront, ...where } = clientCommandLine('seed', {
  purpose: 'Restocks a running shop as its merchant, or fills one of this machine with products and past orders.',
  examples: [
    ['', 'at least 100 pieces of each product'],
    ['--pieces 500', 'more'],
    ['--products 100000 --orders 1000000', 'a large shop: products, customers, and their orders of a year'],
  ],
  notes:
    'Products and orders are added by bulk statements that keep all invariants. Only for a shop without real customers.',
})
  .option('--pieces <n>', 'minimum pieces of each product', wholeNumber(1, 999_999), 100)
  .option('--login <name>', 'a merchant', 'admin')
  .option('--password <word>', 'their password', 'admin')
  .option('--products <n>', 'number of products to add', wholeNumber(0, 1_000_000), 0)
  .option('--orders <n>', 'number of orders to add', wholeNumber(0, 10_000_000), 0)
  .option('--storefront <file>', 'the Storefront file of the shop to fill; default storefronts/local.yaml')
  .option('--data <folder>', 'data folder of the shop to fill; default that of npm start')
  .parse()
  .opts();

try {
  if (products > 0 || orders > 0) await fill();
  else await restock();
} catch (error) {
  fail(1, clientError(error));
}

async function restock(): Promise<void> {
  const url = reachShop(where);
  const merchant = token ? createMerchant(shopperWithToken(url, token)) : await logInMerchant(url, login, password);
  const restocked = await restockProducts(merchant, pieces);
  print(
    good(`${restocked.products} products, received ${restocked.received} pieces: at least ${pieces} of each in stock.`),
  );
}

async function fill(): Promise<void> {
  const began = new Map<string, number>();
  let shown = 0;
  const selector = { portOffset: where.portOffset, dataDir: data, storefrontFile: storefront };
  await fillShop(selector, { products, orders }, (what, done, of) => {
    const now = performance.now();
    const since = began.get(what);
    if (since === undefined) began.set(what, now);
    else if (done === of || now - shown > 5_000) {
      shown = now;
      print(`${done} of ${of} ${what}, ${Math.round((done * 1_000) / (now - since))} a second`);
    }
  });
  print(good(`Added ${products} products and ${orders} orders. npm run invariants checks them.`));
}

function fail(code: number, message: string): never {
  process.stderr.write(`${bad(message)}\n`);
  process.exit(code);
}
