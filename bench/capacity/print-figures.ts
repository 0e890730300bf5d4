/** The figures of the model, each with its source. */
import { bold, type Print, table } from '@mambogo/terminal/print.ts';
import type { Footprint } from '../footprint/footprint.ts';
import type { Cost, Figures } from './figures.ts';

export function printFigures(figures: Figures, footprint: Footprint, print: Print): void {
  const source = `bench/results/footprint.json, ${footprint.measuredAt.slice(0, 10)}, revision ${footprint.revision}`;
  const rows = [
    ['CPU-ms', 'per order', 'per read', 'counter'],
    ...figures.services.flatMap(({ name, process, sidecar }) => [
      cost(name, process, `cpu.${name}`),
      cost(`${name}, sidecar`, sidecar, `cpu.${name}.sidecar`),
    ]),
    cost('PostgreSQL', figures.postgres.cpu, 'cpu.postgres'),
    ...figures.databases.map(({ service, cpu }) =>
      cost(`PostgreSQL, ${service}`, cpu, `cpu.postgres, in proportion to cpu.postgres.${service}`),
    ),
    cost('MariaDB', figures.mariadb.cpu, 'cpu.mariadb'),
    cost('Redis', figures.redis, 'cpu.redis'),
    cost('Kafka, one copy', figures.kafka, 'cpu.kafka'),
    cost('all', all(figures), ''),
  ];
  show(`CPU (${source})`, rows, [1, 2]);
  show(
    `Databases, per order (${source})`,
    [
      ['database', 'statements', 'commits', 'bytes', 'counters'],
      ...figures.databases.map(({ service, statements, commits, bytes }) => [
        service,
        statements.toFixed(1),
        commits.toFixed(1),
        bytes.toFixed(0),
        `statements.${service}, commits.${service}, bytes.${service}`,
      ]),
      [
        'order, NOTIFY',
        '',
        figures.notifications.toFixed(1),
        '',
        'notifications.order: at most, as a batch notifies in one commit',
      ],
      ['WAL of PostgreSQL', '', '', figures.postgres.walBytes.toFixed(0), 'wal.postgres'],
      ['WAL of MariaDB', '', '', figures.mariadb.walBytes.toFixed(0), 'wal.mariadb'],
    ],
    [1, 2, 3],
  );
  show(
    `Topics, per order (${source})`,
    [
      ['topic', 'events', 'bytes', 'counters'],
      ...figures.topics.map(({ name, events, bytes }) => [
        name,
        events.toFixed(2),
        bytes.toFixed(0),
        `events.${name}, bytes.${name}`,
      ]),
    ],
    [1, 2],
  );
  show(
    'Others',
    [
      ['figure', 'value', 'source'],
      [
        'events/s of a partition',
        figures.eventsPerPartition.toFixed(0),
        'bench/results/footprint.json: the slower of two flows with one small effect each; an estimate for others',
      ],
      ...figures.services.map(({ name, connections, memory }) => [
        `${name}: connections, MiB of a pod`,
        `${connections}, ${memory.toFixed(0)}`,
        'pool of the profile prod and dedicated ones; bench/results/footprint.json',
      ]),
    ],
    [1],
  );

  function show(title: string, lines: readonly (readonly string[])[], numbers: readonly number[]): void {
    print(`\n${bold(title)}`);
    for (const line of table(lines, numbers)) print(`  ${line}`);
  }
}

const cost = (name: string, { perOrder, perRead }: Cost, counter: string): string[] => [
  name,
  perOrder.toFixed(2),
  perRead.toFixed(3),
  counter,
];

/** Of everything that the model knows. */
function all({ services, postgres, mariadb, redis, kafka }: Figures): Cost {
  const costs = [
    ...services.flatMap(({ process, sidecar }) => [process, sidecar]),
    postgres.cpu,
    mariadb.cpu,
    redis,
    kafka,
  ];
  return costs.reduce((sum, { perOrder, perRead }) => ({
    perOrder: sum.perOrder + perOrder,
    perRead: sum.perRead + perRead,
  }));
}
