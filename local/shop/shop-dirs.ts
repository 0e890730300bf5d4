/** Layout of a shop's data folder, and emptying it. */
import { chmodSync, existsSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../cli/make-folder.ts';
import { errorLine, StartError } from '../supervisor/start-error.ts';

export interface ShopDirs {
  readonly dataDir: string;
  readonly logs: string;
  readonly run: string;
  readonly rootKeyFile: string;
  readonly credentials: string;
  readonly dapr: string;
  readonly sentry: string;
  readonly postgres: string;
  readonly postgresReplica: string;
  readonly mariadb: string;
  readonly redis: string;
  readonly kafka: string;
  readonly prometheus: string;
  /** Anchors of hash chains. */
  readonly audit: string;
}

/** Folders of stores' data and of the runner's own files, where they are not in the data folder. */
export type StoreDirs = Readonly<Partial<Pick<ShopDirs, 'postgres' | 'mariadb' | 'redis' | 'kafka' | 'logs' | 'run'>>>;

const markerFile = '.mambogo';
/** A first boot of all stores takes about 0.5 GB. */
const minFreeBytes = 1_500_000_000;

export const shopDirs = (folder: string, overrides: StoreDirs = {}): ShopDirs => ({
  dataDir: folder,
  logs: join(folder, 'logs'),
  run: join(folder, 'run'),
  rootKeyFile: join(folder, 'root-secret'),
  credentials: join(folder, 'credentials'),
  dapr: join(folder, 'dapr'),
  sentry: join(folder, 'sentry'),
  postgres: join(folder, 'postgres'),
  postgresReplica: join(folder, 'postgres-replica'),
  mariadb: join(folder, 'mariadb'),
  redis: join(folder, 'redis'),
  kafka: join(folder, 'kafka'),
  prometheus: join(folder, 'prometheus'),
  audit: join(folder, 'audit'),
  ...overrides,
});

/** File with the ids of the broker's topics, read by services. */
export const topicEpochsFile = ({ kafka }: ShopDirs): string => join(kafka, 'topic-ids.json');

/** File to which a service appends the heads of its hash chains. */
export const anchorsFile = ({ audit }: Pick<ShopDirs, 'audit'>, service: string): string =>
  join(audit, `${service}.jsonl`);

/** Creates the folder if it does not exist; rejects one that contains something else. */
export function prepareDataDir(dirs: ShopDirs): void {
  const entries = existsSync(dirs.dataDir) ? readdirSync(dirs.dataDir) : [];
  if (entries.length > 0 && !entries.includes(markerFile)) {
    throw new StartError(
      `${dirs.dataDir} contains files that are not a shop's data: name another folder in MAMBOGO_DATA`,
    );
  }
  try {
    makeFolder(dirs.dataDir, 0o755);
    // Whatever the umask: the stores' users traverse this folder to reach their own.
    chmodSync(dirs.dataDir, 0o755);
    writeFileSync(join(dirs.dataDir, markerFile), 'A shop of Mambogo keeps its data here.\n');
    for (const folder of [dirs.logs, dirs.run]) makeFolder(folder, 0o700);
  } catch (error) {
    throw new StartError(
      `cannot keep a shop's data in ${dirs.dataDir}: ${errorLine(error)} (--data, or MAMBOGO_DATA for the folder above it)`,
    );
  }
}

/** Deletes all data; does nothing in a folder without a shop. */
export function clearDataDir(dirs: ShopDirs): void {
  if (!existsSync(join(dirs.dataDir, markerFile))) return;
  for (const entry of readdirSync(dirs.dataDir)) {
    if (entry !== markerFile) rmSync(join(dirs.dataDir, entry), { recursive: true, force: true });
  }
}

export const hasStoreData = (dirs: ShopDirs): boolean =>
  [dirs.postgres, dirs.mariadb].some((folder) => existsSync(folder));

export function requireFreeSpace(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= minFreeBytes) return;
  throw new StartError(
    `only ${(free / 1e9).toFixed(1)} GB are free for ${folder}, ${minFreeBytes / 1e9} GB are needed: free some space, or name another folder in MAMBOGO_DATA`,
  );
}
