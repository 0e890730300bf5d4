/**
 * `npm run bench -- scale-out`: one instance of each service beside several, with the same partitions, in turns on one machine. More
 * instances can't make one machine faster: the ratio of CPU per order is what several instances cost, and should be near 1. Exit code
 * 1 when an instance took no part, an invariant is violated, or an order costs more than `--limit` times the CPU.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { checkShop, violationsOf } from '../../e2e/invariants/check-invariants.ts';
import { connectFromManyAddresses, manyNetworks } from '../../e2e/shopper/client-route.ts';
import { positiveNumber, wholeNumber } from '../../local/cli/argument-values.ts';
import { thisRevision } from '../../local/toolchain/check-out.ts';
import { benchArguments, benchCommandLine, fromUser, reportFile } from '../bench-command-line.ts';
import { alternate, takeTurn } from '../compare/alternate.ts';
import { compare, compareTurns, figureTable } from '../compare/comparison.ts';
import { createReport } from '../report.ts';
import { runPurchases } from '../run-purchases.ts';
import { rounded, sum, table } from '../tables.ts';
import { type ScaledShop, startScaledShop } from './scaled-shop.ts';
import { idleInstances, readShares } from './shares.ts';

const given = benchCommandLine('scale-out', [
  ['', 'two instances of each service beside one'],
  ['--instances 3', 'three'],
])
  .option('--instances <n>', 'number of instances of each service', wholeNumber(2, 8), 2)
  .option('--rounds <n>', 'number of rounds', wholeNumber(1), 5)
  .option('--orders <n>', 'number of orders of each shop in a round', wholeNumber(1), 320)
  .option('--warm <n>', 'number of orders of each shop before the first round', wholeNumber(0), 960)
  .option('--shoppers <n>', 'number of concurrent shoppers', wholeNumber(1, 250), 16)
  .option('--limit <ratio>', 'CPU per order of several instances, as a multiple of one', positiveNumber, 1.5)
  .option('--port-offset <n>', 'offset of all ports', wholeNumber(0, 40_000), 20_000)
  .option('--report <file>', 'path of the report', reportFile('scale-out-'))
  .parse(benchArguments(), fromUser)
  .opts();

const { instances, rounds, orders, warm, shoppers, portOffset } = given;
const report = createReport(`${instances} instances of each service at ${await thisRevision()}`, (text) =>
  console.log(text),
);
const started: ScaledShop[] = [];
const faults: string[] = [];
try {
  for (const [index, number] of [1, instances].entries()) {
    console.log(`… ${number} of each service, ${instances} partitions a topic`);
    const offset = portOffset + 3_000 * index;
    started.push(await startScaledShop({ instances: number, partitions: instances, portOffset: offset, shoppers }));
  }
  const [one, several] = started;
  if (!one || !several) throw new Error('two shops were to be started');
  const warmingTurn = 160;
  for (let done = 0; done < warm; done += warmingTurn)
    for (const { spread, pool } of started) {
      spread();
      await runPurchases(pool, Math.ceil(Math.min(warmingTurn, warm - done) / shoppers));
    }
  const turns = await alternate(one, several, {
    rounds,
    takeTurn(side) {
      side.spread();
      return takeTurn(side, orders);
    },
    onTurn: (round, { name }, { cpu, ordersPerSecond }) =>
      console.log(
        `… round ${round} of ${rounds}, ${name}: ${rounded(sum(cpu))} CPU-ms an order, ${rounded(ordersPerSecond)} orders/s`,
      ),
  });
  const names = [one.name, several.name] as const;
  const figures = compareTurns(turns);
  report.section(
    `${rounds} rounds of ${orders} orders, ${shoppers} shoppers at once: medians`,
    figureTable(names, [...figures, compare(turns, 'confirmed orders per CPU-second', ({ cpu }) => 1_000 / sum(cpu))]),
  );
  await wait(2_000); // the last orders' events reach all consumers
  for (const side of started) await inspect(side, side === one ? 1 : instances);
  const ratio = figures[0]?.ratio ?? Number.NaN;
  if (!(ratio <= given.limit))
    faults.push(
      `an order costs ${rounded(ratio, 2)} times the CPU with ${instances} instances; at most ${given.limit}`,
    );
  report.write(given.report);
  console.log(`report written to ${given.report}`);
} finally {
  await Promise.all(started.map((side) => side.stop()));
}
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);

async function inspect(side: ScaledShop, number: number): Promise<void> {
  side.spread();
  const shares = await readShares(side.shop.url);
  report.section(
    `${side.name}: events by instance`,
    table(
      ['service', 'what', 'of each instance'],
      shares.map(({ service, what, counts }) => [service, what, counts.join(', ')]),
    ),
  );
  faults.push(...idleInstances(shares, number));
  // The provider's ledger is not behind the gateways.
  connectFromManyAddresses({ from: manyNetworks(1) });
  const violations = violationsOf(await checkShop(side.shop));
  report.section(`${side.name}: invariants`, violations === 0 ? 'All of them hold.' : `${violations} violations`);
  if (violations > 0) faults.push(`${side.name}: ${violations} violations of invariants`);
}
