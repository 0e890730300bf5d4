import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readFootprint } from '../footprint/footprint.ts';
import { figuresOf } from './figures.ts';
import type { Load } from './load.ts';
import { type Plan, planCapacity } from './plan.ts';

const figures = figuresOf(readFootprint());
const plan = (load: Partial<Load>): Plan =>
  planCapacity(
    {
      ...{ ordersPerSecond: 100, readsPerSecond: 0, cpuPerPod: 1, cpuPerStore: 16, headroom: 30, cpuFactor: 1 },
      ...load,
    },
    figures,
  );

/** Everything that somebody must provide, by name. */
function needs({ services, databases, postgres, topics, kafka, redis, mariadb }: Plan): Map<string, number> {
  return new Map<string, number>([
    ...services.flatMap(({ service, ...needed }) => [
      [`pods of ${service}`, needed.pods] as const,
      [`memory of ${service}`, needed.memoryMiB] as const,
      [`connections of ${service}`, needed.connections] as const,
    ]),
    ...databases.flatMap(({ database, ...needed }) => [
      [`cores of ${database}`, needed.cores] as const,
      [`primaries of ${database}`, needed.primaries] as const,
      [`disk of ${database}`, needed.gibPerDay] as const,
    ]),
    ...topics.map(({ topic, partitions }) => [`partitions of ${topic}`, partitions] as const),
    ['WAL', postgres.walMibPerSecond],
    ['brokers', kafka.brokers],
    ['disk of Kafka', kafka.diskGib],
    ['shards', redis.shards],
    ['cores of MariaDB', mariadb.cores],
  ]);
}

function assertNoLess(more: Plan, less: Plan): void {
  const most = needs(more);
  for (const [name, needed] of needs(less))
    assert.ok(needed <= (most.get(name) ?? Number.NaN) + 1e-9, `${name}: ${needed}, then ${most.get(name)}`);
}

const rate = fc.double({ min: 0.01, max: 100_000, noNaN: true });
const loads = fc.record({
  ordersPerSecond: rate,
  readsPerSecond: fc.double({ min: 0, max: 1_000_000, noNaN: true }),
  cpuPerPod: fc.double({ min: 0.1, max: 8, noNaN: true }),
  headroom: fc.integer({ min: 0, max: 90 }),
});

describe('the capacity model', () => {
  it('has a figure for every process, database and topic of an order', () => {
    const { databases, topics, services, kafka, redis } = figures;
    const ofAnOrder = ['order', 'payment', 'inventory'];
    for (const name of ofAnOrder) {
      const database = databases.find(({ service }) => service === name);
      assert.ok(database && database.cpu.perOrder > 0 && database.statements > 0 && database.bytes > 0, name);
      assert.ok((topics.find((topic) => topic.name === `${name}.events`)?.bytes ?? 0) > 0, name);
    }
    for (const name of [...ofAnOrder, 'gateway', 'cart', 'product']) {
      const service = services.find((one) => one.name === name);
      assert.ok(service && service.process.perOrder > 0 && service.sidecar.perOrder > 0, name);
    }
    assert.ok(kafka.perOrder > 0 && redis.perOrder > 0 && figures.eventsPerPartition > 0);
  });

  it('never needs less for a higher rate, of orders or of reads, nor more for half of it', () => {
    fc.assert(
      fc.property(loads, fc.double({ min: 1, max: 10, noNaN: true }), (load, times) => {
        assertNoLess(plan({ ...load, ordersPerSecond: load.ordersPerSecond * times }), plan(load));
        assertNoLess(plan({ ...load, readsPerSecond: load.readsPerSecond * times }), plan(load));
        const { ordersPerSecond, readsPerSecond } = load;
        assertNoLess(
          plan(load),
          plan({ ...load, ordersPerSecond: ordersPerSecond / 2, readsPerSecond: readsPerSecond / 2 }),
        );
      }),
    );
  });

  it('needs at least one of everything, and one pod of a service that keeps files', () => {
    fc.assert(
      fc.property(loads, (load) => {
        const { services, databases, topics, kafka, redis } = plan(load);
        for (const { pods } of services) assert.ok(Number.isInteger(pods) && pods >= 1);
        for (const { primaries } of databases) assert.ok(primaries >= 1);
        for (const { partitions } of topics) assert.ok(Number.isInteger(partitions) && partitions >= 1);
        assert.ok(kafka.brokers >= 3 && redis.shards >= 1);
        assert.equal(services.find(({ service }) => service === 'config')?.pods, 1);
      }),
    );
  });

  it('gives each pod at most its cores, and its service at most one, with the headroom left free', () => {
    fc.assert(
      fc.property(loads, (load) => {
        for (const { service, pods, cores } of plan(load).services) {
          if (service === 'config') continue;
          const free = pods * (1 - load.headroom / 100) + 1e-9;
          assert.ok(cores.process + cores.sidecar <= load.cpuPerPod * free, service);
          assert.ok(cores.process <= Math.min(1, load.cpuPerPod) * free, service);
        }
      }),
    );
  });

  it('gives every pod of a consumer a partition of each topic that orders publish to', () => {
    const { services, topics } = plan({ ordersPerSecond: 5_000 });
    const pods = (name: string) => services.find(({ service }) => service === name)?.pods ?? 0;
    const inventory = topics.find(({ topic }) => topic === 'inventory.events');
    assert.ok(pods('order') > 8 && (inventory?.partitions ?? 0) >= pods('order'));
  });

  it('finds limits in ascending order that do not depend on the rate, and less headroom moves them up', () => {
    const [low, high, tight] = [
      plan({ ordersPerSecond: 10 }),
      plan({ ordersPerSecond: 1_000 }),
      plan({ headroom: 60 }),
    ];
    const rates = low.limits.map(({ ordersPerSecond }) => ordersPerSecond);
    assert.deepEqual(
      rates,
      rates.toSorted((a, b) => a - b),
    );
    for (const { what, ordersPerSecond } of low.limits) {
      const at = (other: Plan) => other.limits.find((limit) => limit.what === what)?.ordersPerSecond ?? Number.NaN;
      assert.ok(Math.abs(at(high) / ordersPerSecond - 1) < 1e-9, what);
      assert.ok(at(tight) < ordersPerSecond, what);
    }
  });

  it('names the shared PostgreSQL primary as used up at the rate at which it is', () => {
    const first = plan({}).limits.find(({ what }) => what.startsWith('PostgreSQL, one primary'));
    assert.ok(first);
    const { postgres } = plan({ ordersPerSecond: first.ordersPerSecond });
    assert.ok(Math.abs(postgres.cores - 16 * 0.7) < 1e-6);
  });
});
