/** The folder of one shop's data: its rooms, and emptying it. */
import { chmodSync, existsSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../cli/make-folder.ts';
import { oneLine, StartError } from '../supervisor/start-error.ts';

export interface DataRoom {
  readonly folder: string;
  readonly logs: string;
  readonly run: string;
  readonly rootSecret: string;
  readonly credentials: string;
  readonly dapr: string;
  readonly sentry: string;
  readonly postgres: string;
  readonly mariadb: string;
  readonly redis: string;
  readonly kafka: string;
}

/** Where stores keep their data and the runner its own files, if not in the folder. */
export type StoreFolders = Readonly<
  Partial<Pick<DataRoom, 'postgres' | 'mariadb' | 'redis' | 'kafka' | 'logs' | 'run'>>
>;

const mark = '.mambogo';
/** A first boot of all stores takes about 0.5 GB. */
const leastFree = 1_500_000_000;

export const dataRoom = (folder: string, elsewhere: StoreFolders = {}): DataRoom => ({
  folder,
  logs: join(folder, 'logs'),
  run: join(folder, 'run'),
  rootSecret: join(folder, 'root-secret'),
  credentials: join(folder, 'credentials'),
  dapr: join(folder, 'dapr'),
  sentry: join(folder, 'sentry'),
  postgres: join(folder, 'postgres'),
  mariadb: join(folder, 'mariadb'),
  redis: join(folder, 'redis'),
  kafka: join(folder, 'kafka'),
  ...elsewhere,
});

/** Where services read the ids of the broker's topics. */
export const topicEpochsFile = ({ kafka }: DataRoom): string => join(kafka, 'topic-ids.json');

/** Makes the folder, if it is not there; refuses one that holds something else. */
export function openDataRoom(room: DataRoom): void {
  const there = existsSync(room.folder) ? readdirSync(room.folder) : [];
  if (there.length > 0 && !there.includes(mark)) {
    throw new StartError(`${room.folder} holds something that is no shop's data: name another folder in MAMBOGO_DATA`);
  }
  try {
    makeFolder(room.folder, 0o755);
    // Whatever the umask: the stores' users pass through here to folders that are theirs alone.
    chmodSync(room.folder, 0o755);
    writeFileSync(join(room.folder, mark), 'A shop of Mambogo keeps its data here.\n');
    for (const folder of [room.logs, room.run]) makeFolder(folder, 0o700);
  } catch (error) {
    throw new StartError(
      `no shop's data can be kept in ${room.folder}: ${oneLine(error)} (--data, or MAMBOGO_DATA for the folder above it)`,
    );
  }
}

/** Removes all data, and nothing where no shop was. */
export function emptyDataRoom(room: DataRoom): void {
  if (!existsSync(join(room.folder, mark))) return;
  for (const entry of readdirSync(room.folder)) {
    if (entry !== mark) rmSync(join(room.folder, entry), { recursive: true, force: true });
  }
}

export const hasStoreData = (room: DataRoom): boolean =>
  [room.postgres, room.mariadb].some((folder) => existsSync(folder));

export function requireSpace(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= leastFree) return;
  throw new StartError(
    `only ${(free / 1e9).toFixed(1)} GB are free for ${folder}, ${leastFree / 1e9} GB are needed: make room, or name another folder in MAMBOGO_DATA`,
  );
}
