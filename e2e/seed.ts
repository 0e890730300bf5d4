/**
 * `npm run seed`: restocks a running shop as its merchant: receives goods for every product that is short of them. Exit codes
 * as for `npm run buy`.
 */
import { wholeNumber } from '@mambogo/local/cli/argument-values.ts';
import { bad, good, print } from './scripts/print.ts';
import { clientCommandLine, reachShop } from './shopper/client-command-line.ts';
import { clientError } from './shopper/client-error.ts';
import { createMerchant, logInMerchant } from './shopper/merchant.ts';
import { restockProducts } from './shopper/restock-products.ts';
import { shopperWithToken } from './shopper/shopper.ts';

const { pieces, login, password, token, ...where } = clientCommandLine('seed', {
  purpose: 'Restocks a running shop as its merchant: receives goods for every product that is short of them.',
  examples: [
    ['', 'at least 100 pieces of each product'],
    ['--pieces 500', 'more'],
  ],
})
  .option('--pieces <n>', 'minimum pieces of each product', wholeNumber(1, 999_999), 100)
  .option('--login <name>', 'a merchant', 'admin')
  .option('--password <word>', 'their password', 'admin')
  .parse()
  .opts();

try {
  const url = reachShop(where);
  const merchant = token ? createMerchant(shopperWithToken(url, token)) : await logInMerchant(url, login, password);
  const { products, received } = await restockProducts(merchant, pieces);
  print(good(`${products} products, received ${received} pieces: at least ${pieces} of each in stock.`));
} catch (error) {
  fail(1, clientError(error));
}

function fail(code: number, message: string): never {
  process.stderr.write(`${bad(message)}\n`);
  process.exit(code);
}
