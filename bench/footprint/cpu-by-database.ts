/**
 * CPU of PostgreSQL's connections by database: each is a process, whose title names it. Connections that are closed keep counting, as
 * all are read once a second.
 */
import { readFileSync } from 'node:fs';
import { readStats, type Stat } from '../process-cost.ts';

const sampleMs = 1_000;

export interface DatabaseCpu {
  /** Database -> CPU-ms. Processes of the server itself (WAL writer, vacuum) have no database. */
  read(): Map<string, number>;
  stop(): void;
}

/** @param server its process id */
export function measureDatabaseCpu(server: number): DatabaseCpu {
  const connections = new Map<number, { database: string; cpu: number }>();
  const sample = () => {
    for (const stat of readStats().filter(({ parent }) => parent === server)) {
      const database = connections.get(stat.pid)?.database ?? databaseOf(stat);
      if (database) connections.set(stat.pid, { database, cpu: stat.cpu });
    }
  };
  const sampling = setInterval(sample, sampleMs);
  return {
    read() {
      sample();
      const used = new Map<string, number>();
      for (const { database, cpu } of connections.values()) used.set(database, (used.get(database) ?? 0) + cpu);
      return used;
    },
    stop: () => clearInterval(sampling),
  };
}

/** The title is `postgres: USER DATABASE HOST(PORT) STATE`. */
function databaseOf({ pid }: Stat): string | undefined {
  try {
    return /^postgres: \S+ (\S+) [\d.]+\(\d+\)/.exec(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.[1];
  } catch {
    return undefined; // it ended meanwhile
  }
}
