/**
 * `npm run bench -- attacks`: shoppers buy while each kind of attack runs (e2e/security/availability), on a dedicated shop or,
 * with `--url`, on a running one. Exit code 1 when a purchase failed.
 */
import { attacks } from '../e2e/security/availability/attacks/attacks.ts';
import {
  attackOpenShop,
  type OpenShop,
  onLoopback,
  openShopUnderAttack,
} from '../e2e/security/availability/shop-under-attack.ts';
import { readAddress } from '../e2e/shopper/connect-to.ts';
import { commaSeparated, optionParser, positiveNumber, webOrigin } from '../local/cli/argument-values.ts';
import { dataFolder } from '../local/toolchain/cache-folder.ts';
import { benchArguments, benchCommandLine, fromUser } from './bench-command-line.ts';
import { rounded, table } from './tables.ts';

const line = benchCommandLine('attacks', [
  ['', 'each kind of attack, on a dedicated shop'],
  ['--only flood --seconds 30', 'only this attack'],
  ['--url http://demo.localhost --at 127.0.0.1:18000', 'on a running shop, through its ingress'],
])
  .option('--seconds <n>', 'duration of each attack', positiveNumber, 15)
  .option('--only <names>', 'only these attacks, separated by commas', optionParser(commaSeparated), [])
  .option('--url <url>', 'a running shop', webOrigin)
  .option(
    '--at <host:port>',
    "address to connect to instead of the URL's host, such as an ingress",
    optionParser(readAddress),
  )
  .option(
    '--from <a.b.c>',
    'the attacker connects from a.b.c.66, shoppers from a.b.c.101 to 116: addresses of this machine',
  )
  .parse(benchArguments(), fromUser);
const { seconds, only, url, at, from } = line.opts();
const unknown = only.filter((name) => !attacks.some((attack) => attack.name === name));
if (unknown.length > 0)
  line.error(`error: unknown attack ${unknown.join(', ')}; use one of ${attacks.map(({ name }) => name).join(', ')}`);

const restSeconds = 15;
const shop = url
  ? await attackOpenShop({ url, ...clientRoutes(), restSeconds })
  : await openShopUnderAttack({ dataDir: dataFolder('bench'), portOffset: 20_000, restSeconds });
const rows: string[][] = [];
let failed = 0;
try {
  const { rest } = shop;
  rows.push([
    '(at rest)',
    `${rest.confirmed} of ${rest.started}`,
    rounded(rest.p50),
    rounded(rest.p99),
    '1.0',
    '',
    '',
    '',
  ]);
  for (const { name } of attacks.filter((attack) => only.length === 0 || only.includes(attack.name))) {
    const { during, after, attack } = await shop.attack(name, { attack: seconds, after: 5 });
    failed += during.started - during.confirmed + after.started - after.confirmed;
    rows.push([
      name,
      `${during.confirmed} of ${during.started}`,
      rounded(during.p50),
      rounded(during.p99),
      rounded(during.p99 / rest.p99),
      `${after.confirmed} of ${after.started}`,
      rounded(after.p99),
      `${Object.entries(attack.statuses)
        .map(([status, count]) => `${count}x ${status}`)
        .join(', ')}; ${attack.connections} connections`,
    ]);
    console.log(rows.at(-1)?.join(' · '));
    for (const failure of new Set([...during.failures, ...after.failures])) console.log(`  ${failure}`);
  }
} finally {
  await shop.close();
}
const head = [
  'attack',
  'purchases',
  'p50 ms',
  'p99 ms',
  'p99 / rest',
  '2 s after',
  'p99 ms',
  'responses to the attacker',
];
console.log(`\n${table(head, rows)}`);
process.exit(failed === 0 ? 0 : 1);

function clientRoutes(): Pick<OpenShop, 'shoppers' | 'attacker'> {
  const to = at;
  if (!from) return { shoppers: { ...onLoopback.shoppers, to }, attacker: { ...onLoopback.attacker, to } };
  const last = onLoopback.shoppers.from.map((_, index) => index + 101);
  return {
    shoppers: { from: last.map((number) => `${from}.${number}`), to },
    attacker: { from: [`${from}.66`], to },
  };
}
