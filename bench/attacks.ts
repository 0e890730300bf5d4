/**
 * `npm run bench -- attacks`: shoppers buy while each kind of attack runs (e2e/security/availability), on a shop of its own or,
 * with `--url`, on an open one. Ends with 1 when a purchase failed.
 *
 *   --seconds N        how long each attack lasts; 15
 *   --only NAME,NAME   these attacks
 *   --url URL          an open shop
 *   --at HOST:PORT     where to connect to, whatever host the URL names: an ingress
 *   --from A.B.C       the attacker connects from A.B.C.66, shoppers from A.B.C.101 to 116: addresses of this machine
 */
import { parseArgs } from 'node:util';
import { attacks } from '../e2e/security/availability/attacks/attacks.ts';
import {
  attackOpenShop,
  type OpenShop,
  onLoopback,
  openShopUnderAttack,
} from '../e2e/security/availability/shop-under-attack.ts';
import { readAddress } from '../e2e/shopper/connect-to.ts';
import { dataFolder } from '../local/toolchain/folders.ts';
import { rounded, table } from './tables.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '15' },
    only: { type: 'string', default: '' },
    url: { type: 'string' },
    at: { type: 'string' },
    from: { type: 'string' },
  },
});
const only = values.only.split(',').filter((name) => name !== '');
const unknown = only.filter((name) => !attacks.some((attack) => attack.name === name));
if (unknown.length > 0 || !(Number(values.seconds) > 0)) {
  const names = attacks.map(({ name }) => name).join(', ');
  console.error(unknown.length > 0 ? `there is no attack ${unknown.join(', ')}; there is ${names}` : 'bad --seconds');
  process.exit(64);
}

const restSeconds = 15;
const shop = values.url
  ? await attackOpenShop({ url: values.url, ...ways(), restSeconds })
  : await openShopUnderAttack({ dataDir: dataFolder('bench'), portOffset: 20_000, restSeconds });
const rows: string[][] = [];
let failed = 0;
try {
  const { rest } = shop;
  rows.push([
    '(at rest)',
    `${rest.confirmed} of ${rest.begun}`,
    rounded(rest.p50),
    rounded(rest.p99),
    '1.0',
    '',
    '',
    '',
  ]);
  for (const { name } of attacks.filter((attack) => only.length === 0 || only.includes(attack.name))) {
    const { during, after, attack } = await shop.attack(name, { attack: Number(values.seconds), after: 5 });
    failed += during.begun - during.confirmed + after.begun - after.confirmed;
    rows.push([
      name,
      `${during.confirmed} of ${during.begun}`,
      rounded(during.p50),
      rounded(during.p99),
      rounded(during.p99 / rest.p99),
      `${after.confirmed} of ${after.begun}`,
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
const head = ['attack', 'purchases', 'p50 ms', 'p99 ms', 'p99 / rest', '2 s after', 'p99 ms', 'the attacker got'];
console.log(`\n${table(head, rows)}`);
process.exit(failed === 0 ? 0 : 1);

function ways(): Pick<OpenShop, 'shoppers' | 'attacker'> {
  const to = values.at ? readAddress(values.at) : undefined;
  if (!values.from) return { shoppers: { ...onLoopback.shoppers, to }, attacker: { ...onLoopback.attacker, to } };
  const last = onLoopback.shoppers.from.map((_, index) => index + 101);
  return {
    shoppers: { from: last.map((number) => `${values.from}.${number}`), to },
    attacker: { from: [`${values.from}.66`], to },
  };
}
