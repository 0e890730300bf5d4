/**
 * `npm run buy`: buys something in a running shop and prints how it went.
 * Exit codes: 0 it ended as expected with these options, 1 it did not (one line says why), 64 invalid options.
 */
import { Option } from '@mambogo/local/cli/command-line.ts';
import { bad, good, print } from '@mambogo/terminal/print.ts';
import { cancelledByCustomer, expectedOutcomes, soldOut } from './scripts/expected-outcome.ts';
import { type Purchase, printPurchase } from './scripts/print-purchase.ts';
import { clientCommandLine, reachShop } from './shopper/client-command-line.ts';
import { clientError } from './shopper/client-error.ts';

const cards = Object.keys(expectedOutcomes);
const line = clientCommandLine('buy', {
  purpose: 'Buys something in a running shop: logs in, browses, fills a cart, pays, follows the order to its end.',
  examples: [
    ['', 'the payment succeeds: the order ends CONFIRMED'],
    ['--card tok_declined', 'the bank declines: the order waits for another card'],
    ['--card tok_declined --then-card tok_ok', 'declined, then paid with another card'],
    ['--out-of-stock', 'orders more than is in stock: nothing is reserved'],
    ['--cancel', 'paid, then cancelled: the payment is refunded, the stock released'],
    ['--url http://demo.localhost --connect-to 127.0.0.1:18000', 'in a cluster, through its ingress'],
  ],
  notes: 'Exit codes: 0 it ended as expected with these options, 1 it did not.',
})
  .addOption(new Option('--card <token>', 'the card to pay with').choices(cards).default('tok_ok'))
  .addOption(new Option('--then-card <token>', 'another card, after the first one was declined').choices(cards))
  .option('--cancel', 'cancels the order after it is paid', false)
  .option('--out-of-stock', 'orders one piece more than is in stock', false)
  .option('--login <name>', 'the customer to log in as', 'demo')
  .option('--password <word>', 'their password', 'demo')
  .parse();

const purchase = readPurchase();
try {
  const surprise = await printPurchase(purchase, print);
  if (surprise) fail(1, surprise);
  print(good(summaryOf(purchase)));
} catch (error) {
  fail(1, clientError(error));
}

function summaryOf({ cancel, second, expectedOutcome: ending }: Purchase): string {
  return cancel ? cancelledByCustomer.summary : (second?.outcome ?? ending).summary;
}

function readPurchase(): Purchase {
  const { card, thenCard, cancel, outOfStock, login, password, token, ...where } = line.opts();
  const ending = expectedOutcomes[card] ?? line.error(`error: there is no card ${card}`);
  const thenEnding = thenCard === undefined ? undefined : expectedOutcomes[thenCard];
  if (thenCard !== undefined && ending.payment !== 'FAILED')
    line.error(`error: --then-card needs a first card that is declined, which --card ${card} is not`);
  const last = outOfStock ? soldOut : (thenEnding ?? ending);
  if (cancel && last.order !== 'CONFIRMED') line.error('error: --cancel needs a purchase that is paid');
  return {
    url: reachShop(where),
    login,
    password,
    token,
    card,
    outOfStock,
    expectedOutcome: outOfStock ? soldOut : ending,
    second: thenCard !== undefined && thenEnding ? { card: thenCard, outcome: thenEnding } : undefined,
    cancel,
  };
}

function fail(code: number, message: string): never {
  process.stderr.write(`${bad(message)}\n`);
  process.exit(code);
}
