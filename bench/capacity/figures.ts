/**
 * The figures that the capacity model multiplies. What an order and a read use is read from bench/results/footprint.json; what the
 * shop is made of, from the blueprint and the profile `prod`. Pure.
 */
import { keepsFiles, type ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import { services } from '@mambogo/blueprint/services.ts';
import { topics } from '@mambogo/blueprint/topics.ts';
import { profileDefaults } from '@mambogo/operator/model/profile-defaults.ts';
import type { Footprint } from '../footprint/footprint.ts';

/** CPU-ms. */
export interface Cost {
  readonly perOrder: number;
  readonly perRead: number;
}

export interface ServiceFigures {
  readonly name: ServiceName;
  readonly process: Cost;
  readonly sidecar: Cost;
  /** Of a pod with its sidecar, MiB. */
  readonly memory: number;
  /** That a pod may open to its SQL database; 0 without one. */
  readonly connections: number;
  readonly consumes: readonly string[];
  /** It keeps files of its own, so it has one pod. */
  readonly isSingle: boolean;
}

export interface DatabaseFigures {
  readonly service: ServiceName;
  readonly cpu: Cost;
  readonly statements: number;
  readonly commits: number;
  /** Stored per order, with indexes. */
  readonly bytes: number;
}

export interface TopicFigures {
  readonly name: string;
  readonly events: number;
  readonly bytes: number;
  /** In a cluster, by the blueprint. */
  readonly partitions: number;
  /** undefined: compacted. */
  readonly retentionDays: number | undefined;
  readonly consumers: readonly ServiceName[];
}

export interface Figures {
  readonly services: readonly ServiceFigures[];
  readonly databases: readonly DatabaseFigures[];
  readonly postgres: { readonly cpu: Cost; readonly walBytes: number };
  readonly mariadb: { readonly cpu: Cost; readonly walBytes: number };
  readonly redis: Cost;
  readonly kafka: Cost;
  readonly topics: readonly TopicFigures[];
  /** Changes of an order that are announced to each pod of order. */
  readonly notifications: number;
  /** Events per second that one partition carried from outbox to effect, in the slowest flow measured. */
  readonly eventsPerPartition: number;
}

/** In addition to its pool: the probe of its readiness, and the listener of notifications. */
const listening: readonly ServiceName[] = ['order', 'identity'];

export function figuresOf({ counters, memory, eventsPerSecond }: Footprint): Figures {
  const count = (name: string) => counters[name]?.perOrder ?? 0;
  const cpu = (name: string): Cost => ({
    perOrder: count(`cpu.${name}`),
    perRead: counters[`cpu.${name}`]?.perRead ?? 0,
  });
  const stored = services.filter(({ store }) => store === 'postgres').map(({ name }) => name);
  const { databasePool } = profileDefaults.prod;
  return {
    services: services
      .filter(({ sidecar }) => sidecar)
      .map((service) => ({
        name: service.name,
        process: cpu(service.name),
        sidecar: cpu(`${service.name}.sidecar`),
        memory: (memory[service.name] ?? 0) + (memory[`${service.name}.sidecar`] ?? 0),
        connections: hasSql(service) ? databasePool + 1 + (listening.includes(service.name) ? 1 : 0) : 0,
        consumes: service.consumes,
        isSingle: keepsFiles(service),
      })),
    databases: stored.map((service) => ({
      service,
      cpu: shareOf(
        cpu('postgres'),
        cpu(`postgres.${service}`),
        stored.map((name) => cpu(`postgres.${name}`)),
      ),
      statements: count(`statements.${service}`),
      commits: count(`commits.${service}`),
      bytes: count(`bytes.${service}`),
    })),
    postgres: { cpu: cpu('postgres'), walBytes: count('wal.postgres') },
    mariadb: { cpu: cpu('mariadb'), walBytes: count('wal.mariadb') },
    redis: cpu('redis'),
    kafka: cpu('kafka'),
    topics: topics.map(({ name, partitions, cleanup }) => ({
      name,
      partitions,
      events: count(`events.${name}`),
      bytes: count(`bytes.${name}`),
      retentionDays: cleanup.policy === 'delete' ? cleanup.retentionDays : undefined,
      consumers: services
        .filter(({ consumes }) => consumes.some((topic) => topic === name))
        .map(({ name: consumer }) => consumer),
    })),
    notifications: count('notifications.order'),
    eventsPerPartition: Math.min(...Object.values(eventsPerSecond)),
  };
}

const hasSql = ({ store }: { store: string }) => store === 'postgres' || store === 'mysql';

/** A database's part of its server's CPU, by the CPU of its connections: WAL writer, vacuum and start of connections in proportion. */
function shareOf(server: Cost, own: Cost, all: readonly Cost[]): Cost {
  const part = (of: keyof Cost) => {
    const sum = all.reduce((total, cost) => total + cost[of], 0);
    return sum > 0 ? (server[of] * own[of]) / sum : 0;
  };
  return { perOrder: part('perOrder'), perRead: part('perRead') };
}
