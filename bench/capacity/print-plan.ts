/** A plan as tables for a terminal. */
import { bold, dim, type Print, table } from '@mambogo/terminal/print.ts';
import type { Footprint } from '../footprint/footprint.ts';
import type { Plan } from './plan.ts';

/** As many digits as say something. */
const number = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 1 : 2);

export function printPlan(plan: Plan, footprint: Footprint, print: Print): void {
  const { load, services, databases, postgres, mariadb, topics, kafka, redis, limits } = plan;
  const section = (
    title: string,
    head: readonly string[],
    rows: readonly (readonly string[])[],
    text: readonly number[] = [0],
  ) => {
    const numbers = head.flatMap((_, column) => (text.includes(column) ? [] : [column]));
    print(`\n${bold(title)}`);
    for (const line of table([head, ...rows], numbers)) print(`  ${line}`);
  };
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

  print(
    `${number(load.ordersPerSecond)} orders/s (each with 2 reads), ${number(load.readsPerSecond)} further reads/s; ${load.headroom} % of everything stays free`,
  );
  section(
    `Pods with a sidecar, cores for both: ${load.cpuPerPod}`,
    ['service', 'pods', 'cores', 'of sidecars', 'memory, MiB', 'connections'],
    [
      ...services.map(({ service, pods, cores, memoryMiB, connections }) => [
        service,
        String(pods),
        number(cores.process),
        number(cores.sidecar),
        number(memoryMiB),
        String(connections),
      ]),
      [
        'all',
        String(total(services.map(({ pods }) => pods))),
        number(total(services.map(({ cores }) => cores.process))),
        number(total(services.map(({ cores }) => cores.sidecar))),
        number(total(services.map(({ memoryMiB }) => memoryMiB))),
        String(total(services.map(({ connections }) => connections))),
      ],
    ],
  );
  print(
    dim(
      `  Each pod of order hears of each changed order: ${number(plan.notificationsPerSecond)} notifications/s over all of them, which the cores do not contain.`,
    ),
  );
  section(
    `PostgreSQL: ${number(postgres.cores)} cores, ${number(postgres.walMibPerSecond)} MiB/s of WAL, ${number(postgres.gibPerDay)} GiB more a day`,
    ['database', 'cores', `primaries of ${load.cpuPerStore}`, 'statements/s', 'commits/s', 'connections', 'GiB/day'],
    databases.map((one) => [
      one.database,
      number(one.cores),
      one.primaries === 1 ? '1' : `${one.primaries} *`,
      number(one.statementsPerSecond),
      number(one.commitsPerSecond),
      String(one.connections),
      number(one.gibPerDay),
    ]),
  );
  if (databases.some(({ primaries }) => primaries > 1))
    print(dim('  * more than one primary for a database is planned, not built: docs/scaling.md'));
  section(
    `Kafka: ${kafka.brokers} brokers of ${load.cpuPerStore} cores, ${number(kafka.cores)} cores and ${number(kafka.diskGib)} GiB over all, three copies`,
    ['topic', 'partitions', 'today', 'events/s', 'MiB/s'],
    topics.map((one) => [
      one.topic,
      String(one.partitions),
      String(one.partitionsNow),
      number(one.eventsPerSecond),
      number(one.mibPerSecond),
    ]),
  );
  section(
    'Other stores',
    ['store', 'cores', 'needs'],
    [
      ['MariaDB', number(mariadb.cores), `one primary, ${number(mariadb.walMibPerSecond)} MiB/s of WAL`],
      [
        'Redis',
        number(redis.cores),
        redis.shards === 1
          ? 'one server'
          : `${redis.shards} servers, as each uses one core: a cluster of that many shards, at least 3`,
      ],
    ],
    [0, 2],
  );
  section(
    'What gives way, and at which rate',
    ['orders/s', 'what', 'before that'],
    limits
      .filter(({ ordersPerSecond }, index) => index < 5 || ordersPerSecond < load.ordersPerSecond)
      .map(({ ordersPerSecond, what, remedy }) => [number(ordersPerSecond), what, remedy]),
    [1, 2],
  );
  for (const line of basis(footprint)) print(dim(line));
}

/** What the figures are based on, and what is not in them. */
const basis = ({ revision, machine, orders, ordersPerSecond, measuredAt }: Footprint): string[] => [
  '',
  `Measured on ${measuredAt.slice(0, 10)} at ${revision}: ${orders} orders at ${number(ordersPerSecond)} orders/s on one machine of ${machine.cores} cores. All else is`,
  'extrapolated in proportion: nobody has seen these rates. Disk is what fills up if the rate lasts around the clock. Not in it: log-ins, pages rendered by web, pictures, the payment',
  'provider, telemetry, backups, one product that everybody buys, and what a network between machines adds.',
  'On other machines set --cpu-factor: CPU-ms per order there (npm run bench) divided by CPU-ms per order here (--figures).',
];
