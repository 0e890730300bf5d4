/**
 * `npm run bench -- attacks`: shoppers buy while each kind of attack runs (e2e/security/availability), on a shop of its own.
 * `-- --seconds N --only NAME,NAME`. Ends with 1 when a purchase failed.
 */
import { parseArgs } from 'node:util';
import { attacks } from '../e2e/security/availability/attacks/attacks.ts';
import { openShopUnderAttack } from '../e2e/security/availability/shop-under-attack.ts';
import { dataFolder } from '../local/toolchain/folders.ts';
import { rounded, table } from './tables.ts';

const { values } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '15' }, only: { type: 'string', default: '' } },
});
const only = values.only.split(',').filter((name) => name !== '');
const unknown = only.filter((name) => !attacks.some((attack) => attack.name === name));
if (unknown.length > 0 || !(Number(values.seconds) > 0)) {
  const names = attacks.map(({ name }) => name).join(', ');
  console.error(unknown.length > 0 ? `there is no attack ${unknown.join(', ')}; there is ${names}` : 'bad --seconds');
  process.exit(64);
}

const shop = await openShopUnderAttack({ dataDir: dataFolder('bench'), portOffset: 20_000, restSeconds: 15 });
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
