/**
 * Where a backup's files are: a folder, or objects in an S3 bucket. Files are streamed, never held in memory as a whole, and a
 * sum of each is taken while it is written and compared while it is read.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface BackupStorage {
  /** Replaces a file of that path. */
  write(path: string, content: Readable): Promise<void>;
  /** @throws when there is no such file */
  read(path: string): Promise<Readable>;
  exists(path: string): Promise<boolean>;
  /** Removes all files of the backup. */
  removeAll(): Promise<void>;
  /** For people: folder, or `s3://bucket/prefix`. */
  readonly location: string;
}

/** A file as the manifest lists it. */
export interface StoredFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Readable by its owner only: personal data is among it. */
export const folderStorage = (folder: string): BackupStorage => ({
  location: folder,
  async write(path, content) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    await pipeline(content, createWriteStream(file, { mode: 0o600, flush: true }));
  },
  async read(path) {
    const file = join(folder, path);
    if (!existsSync(file)) throw new Error(`${path} is missing`);
    return createReadStream(file);
  },
  exists: async (path) => existsSync(join(folder, path)),
  async removeAll() {
    rmSync(folder, { recursive: true, force: true });
  },
});

/** Writes a file and returns what the manifest says of it. */
export async function storeFile(storage: BackupStorage, path: string, content: Readable): Promise<StoredFile> {
  const summed = summing();
  const copied = pipeline(content, summed.stream);
  await Promise.all([storage.write(path, summed.stream), copied]);
  return { path, ...summed.result() };
}

/**
 * Lets `use` read a file, and compares its sum afterwards: what was made of it must not be put to use before this resolves.
 * @throws when the file differs from what was written
 */
export async function readVerified(
  storage: BackupStorage,
  { path, bytes, sha256 }: StoredFile,
  use: (content: Readable) => Promise<void>,
): Promise<void> {
  const summed = summing();
  const copied = pipeline(await storage.read(path), summed.stream);
  await Promise.all([use(summed.stream), copied]);
  const found = summed.result();
  if (found.bytes !== bytes || found.sha256 !== sha256)
    throw new Error(`the backup is damaged: ${path} does not match its checksum`);
}

/** A stream that passes everything on, and counts and hashes it. */
function summing() {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  let sum: string | undefined;
  return {
    stream,
    result: () => {
      sum ??= hash.digest('hex');
      return { bytes, sha256: sum };
    },
  };
}
