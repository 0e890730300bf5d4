/** The folder of one shop's data: its rooms, and emptying it. */
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
  readonly mariadb: string;
  readonly redis: string;
  readonly kafka: string;
}

/** Where stores keep their data and the runner its own files, if not in the folder. */
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
  mariadb: join(folder, 'mariadb'),
  redis: join(folder, 'redis'),
  kafka: join(folder, 'kafka'),
  ...overrides,
});

/** Where services read the ids of the broker's topics. */
export const topicEpochsFile = ({ kafka }: ShopDirs): string => join(kafka, 'topic-ids.json');

/** Makes the folder, if it is not there; refuses one that holds something else. */
export function prepareDataDir(dirs: ShopDirs): void {
  const entries = existsSync(dirs.dataDir) ? readdirSync(dirs.dataDir) : [];
  if (entries.length > 0 && !entries.includes(markerFile)) {
    throw new StartError(`${dirs.dataDir} holds something that is no shop's data: name another folder in MAMBOGO_DATA`);
  }
  try {
    makeFolder(dirs.dataDir, 0o755);
    // Whatever the umask: the stores' users pass through here to folders that are theirs alone.
    chmodSync(dirs.dataDir, 0o755);
    writeFileSync(join(dirs.dataDir, markerFile), 'A shop of Mambogo keeps its data here.\n');
    for (const folder of [dirs.logs, dirs.run]) makeFolder(folder, 0o700);
  } catch (error) {
    throw new StartError(
      `no shop's data can be kept in ${dirs.dataDir}: ${errorLine(error)} (--data, or MAMBOGO_DATA for the folder above it)`,
    );
  }
}

/** Removes all data, and nothing where no shop was. */
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
    `only ${(free / 1e9).toFixed(1)} GB are free for ${folder}, ${minFreeBytes / 1e9} GB are needed: make room, or name another folder in MAMBOGO_DATA`,
  );
}
