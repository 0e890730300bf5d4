/**
 * `npm run buy`: buys something in a running shop and tells how it went.
 * Exit codes: 0 it ended as it should with these options, 1 it did not (one line says why), 64 the options make no sense.
 */
import { parseArgs } from 'node:util';
import { endings, soldOut } from './story/expected-ending.ts';
import { bad, good, print } from './story/print.ts';
import { type Purchase, tellPurchase } from './story/tell-purchase.ts';

const usage = `usage: npm run buy -- [options]

  --url URL          where the shop is                       (default http://localhost:8080)
  --card TOKEN       what to pay with                        (default tok_ok)
                     ${Object.keys(endings).join(' ')}
  --out-of-stock     want one piece more than there is
  --login NAME       who buys                                (default demo)
  --password WORD                                            (default demo)
  --help`;

const purchase = readOptions(process.argv.slice(2));
try {
  const surprise = await tellPurchase(purchase, print);
  if (surprise) fail(1, surprise);
  print(good(purchase.ending.moral));
} catch (error) {
  fail(1, error instanceof Error ? error.message : String(error));
}

function readOptions(args: string[]): Purchase {
  try {
    const { values } = parseArgs({
      args,
      options: {
        url: { type: 'string', default: 'http://localhost:8080' },
        card: { type: 'string', default: 'tok_ok' },
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
    const ending = endings[values.card];
    if (!ending) throw new Error(`--card ${values.card} is none of ${Object.keys(endings).join(' ')}`);
    return {
      url: url.origin,
      login: values.login,
      password: values.password,
      card: values.card,
      outOfStock: values['out-of-stock'],
      ending: values['out-of-stock'] ? soldOut : ending,
    };
  } catch (error) {
    return fail(64, `${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function fail(code: number, message: string): never {
  process.stderr.write(`${bad(message)}\n`);
  process.exit(code);
}
