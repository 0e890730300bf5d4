/**
 * `npm run bench -- vendure`: this shop beside Vendure on the same machine, with the same catalogue, journey and load generator, in
 * turns. Prints the medians, and the median of the ratios within a round. `-- --rounds N --orders N --reads N --adds N --shoppers N`.
 */
import type { Product } from '@mambogo/contracts/api/products.ts';
import { wholeNumber } from '../../local/cli/argument-values.ts';
import { thisCheckout, thisRevision } from '../../local/toolchain/check-out.ts';
import { benchArguments, benchCommandLine, fromUser, reportFile } from '../bench-command-line.ts';
import { alternate } from '../compare/alternate.ts';
import { compare, figureTable } from '../compare/comparison.ts';
import { startContestant } from '../compare/contestant.ts';
import { createReport } from '../report.ts';
import type { ShopperPool } from '../shopper-pool.ts';
import { rounded, sum } from '../tables.ts';
import { mambogoSide } from './mambogo-side.ts';
import { type Side, takeSideTurn } from './side.ts';
import { startVendure } from './vendure-side.ts';

const given = benchCommandLine('vendure', [
  ['', '5 rounds'],
  ['--rounds 3 --warm 1', 'a shorter run'],
])
  .option('--rounds <n>', 'number of rounds', wholeNumber(1), 5)
  .option('--warm <n>', 'number of rounds before that do not count', wholeNumber(0), 2)
  .option('--orders <n>', 'number of orders of each side in a round', wholeNumber(1), 320)
  .option('--reads <n>', 'number of reads of each side in a round', wholeNumber(1), 3_200)
  .option('--adds <n>', 'number of cart writes of each side in a round', wholeNumber(1), 640)
  .option('--shoppers <n>', 'number of concurrent shoppers', wholeNumber(1, 250), 16)
  .option('--port-offset <n>', 'offset of all ports', wholeNumber(0, 40_000), 20_000)
  .option('--report <file>', 'path of the report', reportFile('vendure-'))
  .parse(benchArguments(), fromUser)
  .opts();

/** Of Vendure and its database, below those of any shop of this offset. */
const [vendurePort, vendureDatabase] = [3_000, 3_001];

const sides: Side[] = [];
try {
  console.log('… Mambogo starts');
  const { portOffset, shoppers } = given;
  const contestant = await startContestant({
    ...{ name: 'mambogo', checkout: thisCheckout, portOffset, shoppers },
  });
  sides.push(mambogoSide(contestant));
  console.log('… Vendure starts');
  const { pool } = contestant;
  sides.push(
    await startVendure({
      port: vendurePort + portOffset,
      databasePort: vendureDatabase + portOffset,
      shoppers,
      products: await wholeCatalogue(pool),
      bought: pool.products.length,
    }),
  );
  const [mambogo, vendure] = sides;
  if (!mambogo || !vendure) throw new Error('two sides were to be started');
  const rounds = (number: number, what: string) =>
    alternate(vendure, mambogo, {
      rounds: number,
      takeTurn: (side) => takeSideTurn(side, given),
      onTurn: (round, { name }, turn) =>
        console.log(
          `… ${what} ${round} of ${number}, ${name}: ${rounded(turn.ordersPerSecond)} orders/s, ${rounded(sum(turn.cpu))} CPU-ms an order, ${rounded(turn.readsPerSecond)} reads/s, ${rounded(turn.addsPerSecond)} cart writes/s`,
        ),
    });
  if (given.warm > 0) await rounds(given.warm, 'warming');
  const turns = await rounds(given.rounds, 'round');
  const processes = [...new Set(turns.flatMap((turn) => turn.flatMap(({ cpu }) => [...cpu.keys()])))];
  const report = createReport(`${await thisRevision()} beside Vendure 3.7.3`, (text) => console.log(text));
  const names = ['Vendure', 'Mambogo'] as const;
  report.section(
    `${given.rounds} rounds, ${shoppers} shoppers at once: medians`,
    figureTable(names, [
      compare(turns, 'catalogue reads/s', ({ readsPerSecond }) => readsPerSecond),
      compare(turns, 'catalogue read, p99, ms', ({ readP99 }) => readP99),
      compare(turns, 'cart writes/s', ({ addsPerSecond }) => addsPerSecond),
      compare(turns, 'confirmed orders/s', ({ ordersPerSecond }) => ordersPerSecond),
      compare(turns, 'CPU-ms per order, all processes', ({ cpu }) => sum(cpu)),
    ]),
    figureTable(
      names,
      processes
        .map((name) => compare(turns, `CPU-ms per order: ${name}`, ({ cpu }) => cpu.get(name) ?? 0))
        .filter(({ first, second }) => Math.max(first, second) > 0),
    ),
  );
  report.write(given.report);
  console.log(`report written to ${given.report}`);
} finally {
  await Promise.all(sides.map((side) => side.stop()));
}
process.exit();

/** The products that are bought first. */
async function wholeCatalogue({ shoppers: [shopper], products }: ShopperPool): Promise<Product[]> {
  const all: Product[] = [...products];
  for (let page = 1; ; page += 1) {
    const { items = [], total = 0 } = (await shopper?.browse({ page, size: 100 })) ?? {};
    all.push(...items.filter(({ id }) => !products.some((product) => product.id === id)));
    if (page * 100 >= total) return all;
  }
}
