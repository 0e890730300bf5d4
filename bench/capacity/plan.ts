/** What a load needs: pods, partitions, brokers, connections and stores. Everything is in proportion to the load. Pure. */
import type { Figures, ServiceFigures } from './figures.ts';
import { findLimits, type Limit } from './limits.ts';
import { cores, free, type Load, podsNeeded, replication } from './load.ts';

export interface ServicePlan {
  readonly service: string;
  readonly cores: { readonly process: number; readonly sidecar: number };
  readonly pods: number;
  readonly memoryMiB: number;
  readonly connections: number;
}

export interface DatabasePlan {
  readonly database: string;
  readonly cores: number;
  /** 1: the largest machine suffices; more: the data must be spread over as many. */
  readonly primaries: number;
  readonly statementsPerSecond: number;
  readonly commitsPerSecond: number;
  readonly connections: number;
  readonly gibPerDay: number;
}

export interface TopicPlan {
  readonly topic: string;
  readonly eventsPerSecond: number;
  readonly mibPerSecond: number;
  readonly partitions: number;
  readonly partitionsNow: number;
}

export interface Plan {
  readonly load: Load;
  readonly services: readonly ServicePlan[];
  /** Of changed orders, to all pods of order together; their cost is not in the figures. */
  readonly notificationsPerSecond: number;
  readonly databases: readonly DatabasePlan[];
  readonly postgres: { readonly cores: number; readonly walMibPerSecond: number; readonly gibPerDay: number };
  readonly mariadb: { readonly cores: number; readonly walMibPerSecond: number };
  readonly redis: { readonly cores: number; readonly shards: number };
  readonly kafka: { readonly cores: number; readonly brokers: number; readonly diskGib: number };
  readonly topics: readonly TopicPlan[];
  /** What gives way, the first one first. */
  readonly limits: readonly Limit[];
}

const secondsPerDay = 86_400;
const [mib, gib] = [2 ** 20, 2 ** 30];

export function planCapacity(load: Load, figures: Figures): Plan {
  const { ordersPerSecond: rate } = load;
  const services = figures.services.map((service) => planService(service, load));
  const podsOf = (name: string) => services.find(({ service }) => service === name)?.pods ?? 0;
  const stored = figures.databases.map(({ service, cpu, statements, commits, bytes }) => ({
    database: service,
    cores: cores(cpu, load),
    primaries: machines(cores(cpu, load), load),
    statementsPerSecond: statements * rate,
    commitsPerSecond: commits * rate,
    connections: services.find((one) => one.service === service)?.connections ?? 0,
    gibPerDay: (bytes * rate * secondsPerDay) / gib,
  }));
  const kafka = cores(figures.kafka, load) * replication;
  return {
    load,
    services,
    notificationsPerSecond: figures.notifications * rate * podsOf('order'),
    databases: stored,
    postgres: {
      cores: cores(figures.postgres.cpu, load),
      walMibPerSecond: (figures.postgres.walBytes * rate) / mib,
      gibPerDay: stored.reduce((sum, { gibPerDay }) => sum + gibPerDay, 0),
    },
    mariadb: {
      cores: cores(figures.mariadb.cpu, load),
      walMibPerSecond: (figures.mariadb.walBytes * rate) / mib,
    },
    redis: { cores: cores(figures.redis, load), shards: shards(cores(figures.redis, load), load) },
    kafka: {
      cores: kafka,
      brokers: Math.max(replication, machines(kafka, load)),
      diskGib: figures.topics.reduce((sum, topic) => sum + kept(topic) * rate * replication, 0) / gib,
    },
    topics: figures.topics.map(({ name, events, bytes, partitions, consumers }) => ({
      topic: name,
      eventsPerSecond: events * rate,
      mibPerSecond: (bytes * rate) / mib,
      partitions: Math.max(
        1,
        Math.ceil((events * rate) / (figures.eventsPerPartition * free(load))),
        ...(events > 0 ? consumers.map(podsOf) : []),
      ),
      partitionsNow: partitions,
    })),
    limits: findLimits(load, figures),
  };
}

function planService(service: ServiceFigures, load: Load): ServicePlan {
  const pods = service.isSingle ? 1 : Math.max(1, Math.ceil(podsNeeded(service, load)));
  return {
    service: service.name,
    cores: { process: cores(service.process, load), sidecar: cores(service.sidecar, load) },
    pods,
    memoryMiB: pods * service.memory,
    connections: pods * service.connections,
  };
}

const machines = (needed: number, load: Load): number =>
  Math.max(1, Math.ceil(needed / (load.cpuPerStore * free(load))));

/** Redis runs commands on one core. */
const shards = (needed: number, load: Load): number => Math.max(1, Math.ceil(needed / free(load)));

/** Bytes of a topic that are kept per order and second; a compacted topic does not grow with orders. */
const kept = ({ bytes, retentionDays }: { bytes: number; retentionDays: number | undefined }): number =>
  bytes * (retentionDays ?? 0) * secondsPerDay;
