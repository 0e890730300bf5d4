/** What gives way first: the order rate at which each part of the shop is used up, if reads grow in proportion. Pure. */
import type { Cost, Figures, TopicFigures } from './figures.ts';
import { cores, free, type Load, podsNeeded, replication } from './load.ts';

export interface Limit {
  readonly what: string;
  /** Orders per second, headroom kept. */
  readonly ordersPerSecond: number;
  /** What to do before. */
  readonly remedy: string;
}

/** A Storefront allows no more of a service. */
const maxReplicas = 100;
/** Of an embedded PostgreSQL of size `large`, and of those that are kept for its superuser. */
const [maxConnections, keptConnections] = [400, 3];
/** Brokers of an embedded Kafka. */
const embeddedBrokers = 3;

const sharding = 'no setting: spread its data over several primaries (docs/scaling.md)';

export function findLimits(load: Load, figures: Figures): Limit[] {
  const { ordersPerSecond: rate, cpuPerStore } = load;
  /** @param needed at the load, of what `available` says there is. */
  const limit = (what: string, needed: number, available: number, remedy: string): Limit[] =>
    needed > 0 ? [{ what, ordersPerSecond: (rate * available) / needed, remedy }] : [];
  const server = (what: string, cost: Cost, remedy: string, count = 1) =>
    limit(`${what}: ${cpuPerStore * count} cores`, cores(cost, load), cpuPerStore * count * free(load), remedy);
  const scalable = figures.services.filter(({ isSingle }) => !isSingle);
  const connections = figures.databases.reduce((sum, { service }) => {
    const client = figures.services.find(({ name }) => name === service);
    return sum + (client && !client.isSingle ? podsNeeded(client, load) * client.connections : 0);
  }, 0);

  /** Services that run out of partitions of a topic, the first one first. */
  const consumersOf = ({ name, events, partitions, consumers }: TopicFigures): Limit[] =>
    scalable
      .filter((service) => events > 0 && consumers.includes(service.name))
      .flatMap((service) =>
        limit(
          `pods of ${service.name}: no further one gets a partition of ${name} (${partitions})`,
          podsNeeded(service, load),
          partitions,
          'more partitions in packages/blueprint/src/topics.ts; further pods serve requests only',
        ),
      )
      .sort(byRate);

  const found = [
    ...server(
      'PostgreSQL, one primary for all services',
      figures.postgres.cpu,
      'spec.services.NAME.store for order, inventory and payment: a server each',
    ),
    ...figures.databases.flatMap(({ service, cpu }) =>
      server(`PostgreSQL, a primary for ${service} alone`, cpu, sharding),
    ),
    ...limit(
      `PostgreSQL, one server: ${maxConnections} connections (size large)`,
      connections,
      (maxConnections - keptConnections) * free(load),
      'a server per service, and max_connections in spec.data.postgres.embedded.parameters',
    ),
    ...figures.topics.flatMap(({ name, events, partitions }) =>
      limit(
        `Kafka, ${partitions} partitions of ${name}: ${Math.round(figures.eventsPerPartition)} events/s each`,
        events * rate,
        partitions * figures.eventsPerPartition * free(load),
        'more partitions in packages/blueprint/src/topics.ts',
      ),
    ),
    ...figures.topics.flatMap((topic) => consumersOf(topic).slice(0, 1)),
    ...server(
      `Kafka, ${embeddedBrokers} embedded brokers`,
      { perOrder: figures.kafka.perOrder * replication, perRead: figures.kafka.perRead * replication },
      'spec.data.kafka.external with more brokers',
      embeddedBrokers,
    ),
    ...server('MariaDB, one primary', figures.mariadb.cpu, 'a larger machine: reads from replicas are not supported'),
    ...limit(
      'Redis, one shard: one core',
      cores(figures.redis, load),
      free(load),
      'spec.services.gateway.store and spec.services.cart.store: a server each',
    ),
    ...scalable.flatMap((service) =>
      limit(
        `pods of ${service.name}: ${maxReplicas} in a Storefront`,
        podsNeeded(service, load),
        maxReplicas,
        load.cpuPerPod < 2 ? 'more cores per pod (--cpu-per-pod 2)' : 'a second shop: no setting',
      ),
    ),
  ];
  return found.sort(byRate);
}

const byRate = (a: Limit, b: Limit): number => a.ordersPerSecond - b.ordersPerSecond;
