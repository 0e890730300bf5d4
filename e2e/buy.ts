/**
 * `npm run buy`: buys something in a running shop and tells how it went.
 * Exit codes: 0 it ended as it should with these options, 1 it did not (one line says why), 64 the options make no sense.
 */
import { parseArgs } from 'node:util';
import { connectTo, readAddress } from './shopper/connect-to.ts';
import { calledOff, endings, soldOut } from './story/expected-ending.ts';
import { bad, good, print } from './story/print.ts';
import { type Purchase, tellPurchase } from './story/tell-purchase.ts';

const usage = `usage: npm run buy -- [options]

  --url URL          where the shop is                       (default http://localhost:8080)
  --connect-to ADDR  go there, host:port, whatever name the URL has, as to an ingress
  --card TOKEN       what to pay with                        (default tok_ok)
                     ${Object.keys(endings).join(' ')}
  --then-card TOKEN  another card, once the first was refused for now
  --cancel           call it off when it is paid: everything goes back
  --out-of-stock     want one piece more than there is
  --login NAME       who buys                                (default demo)
  --password WORD                                            (default demo)
  --help`;

const purchase = readOptions(process.argv.slice(2));
try {
  const surprise = await tellPurchase(purchase, print);
  if (surprise) fail(1, surprise);
  print(good(moralOf(purchase)));
} catch (error) {
  fail(1, error instanceof Error ? error.message : String(error));
}

function moralOf({ cancel, second, ending }: Purchase): string {
  return cancel ? calledOff.moral : (second?.ending ?? ending).moral;
}

function readOptions(args: string[]): Purchase {
  try {
    const { values } = parseArgs({
      args,
      options: {
        url: { type: 'string', default: 'http://localhost:8080' },
        'connect-to': { type: 'string' },
        card: { type: 'string', default: 'tok_ok' },
        'then-card': { type: 'string' },
        cancel: { type: 'boolean', default: false },
        'out-of-stock': { type: 'boolean', default: false },
        login: { type: 'string', default: 'demo' },
        password: { type: 'string', default: 'demo' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      print(usage);
      process.exit(0);
    }
    const url = URL.parse(values.url);
    if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
      throw new Error(`--url ${values.url} is no web address`);
    if (values['connect-to'] !== undefined) connectTo(readAddress(values['connect-to']));
    const ending = endings[values.card];
    if (!ending) throw new Error(`--card ${values.card} is none of ${Object.keys(endings).join(' ')}`);
    const thenCard = values['then-card'];
    const thenEnding = thenCard === undefined ? undefined : endings[thenCard];
    if (thenCard !== undefined && !thenEnding)
      throw new Error(`--then-card ${thenCard} is none of ${Object.keys(endings).join(' ')}`);
    if (thenCard !== undefined && ending.payment !== 'FAILED')
      throw new Error(`there is no other card after --card ${values.card}: only tok_insufficient_funds waits for one`);
    const last = values['out-of-stock'] ? soldOut : (thenEnding ?? ending);
    if (values.cancel && last.order !== 'CONFIRMED') throw new Error('--cancel is for a purchase that is paid');
    return {
      url: url.origin,
      login: values.login,
      password: values.password,
      card: values.card,
      outOfStock: values['out-of-stock'],
      ending: values['out-of-stock'] ? soldOut : ending,
      second: thenCard !== undefined && thenEnding ? { card: thenCard, ending: thenEnding } : undefined,
      cancel: values.cancel,
    };
  } catch (error) {
    return fail(64, `${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function fail(code: number, message: string): never {
  process.stderr.write(`${bad(message)}\n`);
  process.exit(code);
}
