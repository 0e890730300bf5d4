/** The manifest of a backup: `manifest.json` in its folder. It is written last, so a folder that has one is complete. */
import { createHash } from 'node:crypto';
import { chmodSync, createReadStream, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { Time } from '@mambogo/contracts/time.ts';
import { z } from 'zod';
import type { BackupStorage, StoredFile } from './backup-storage.ts';

/** State of a service's outbox at the cut. */
export const OutboxPosition = z.object({
  service: z.string(),
  /** The highest sequence number in it. */
  position: z.string(),
  /** Rows not yet published. */
  waiting: z.int(),
  /** Topic -> id of the topic at the broker the service published to. */
  topics: z.record(z.string(), z.string()),
});
export type OutboxPosition = z.infer<typeof OutboxPosition>;

const formatVersion = 1;

export const BackupManifest = z.object({
  format: z.literal(formatVersion),
  /** The Storefront's name. */
  shop: z.string().min(1),
  /** Version the shop ran. */
  version: z.string(),
  takenAt: Time,
  /** Milliseconds for which relays were paused. */
  pausedMs: z.int(),
  outboxes: z.array(OutboxPosition).readonly(),
  /** Of a shop in a cluster: fingerprint of the root Secret, which is not in the backup. */
  rootFingerprint: z.string().optional(),
  /** Of a shop in a cluster: uid of the StorefrontBackup. */
  id: z.string().optional(),
  files: z.array(z.object({ path: z.string(), bytes: z.int(), sha256: z.string() })).readonly(),
});
export type BackupManifest = z.infer<typeof BackupManifest>;

const fileName = 'manifest.json';

type ManifestFields = Omit<BackupManifest, 'format' | 'files'>;

/** Writes the manifest of everything in the folder, and restricts all files to their owner: secrets are among them. */
export async function writeManifest(folder: string, fields: ManifestFields): Promise<BackupManifest> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) if (entry.isDirectory()) chmodSync(join(entry.parentPath, entry.name), 0o700);
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)))
    .sort();
  const files = [];
  for (const path of paths) {
    const file = join(folder, path);
    chmodSync(file, 0o600);
    files.push({ path, bytes: statSync(file).size, sha256: await hashFile(file) });
  }
  const manifest: BackupManifest = { format: formatVersion, ...fields, files };
  writeFileSync(join(folder, fileName), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
  return manifest;
}

/**
 * Reads a backup's manifest and checks every file it names; throws when the folder is no backup or files are missing or
 * changed.
 */
export async function readManifest(folder: string): Promise<BackupManifest> {
  const file = join(folder, fileName);
  if (!existsSync(file)) throw new Error(`${folder} is not a complete backup: it has no ${fileName}`);
  const manifest = parseManifest(readFileSync(file, 'utf8'), file);
  for (const { path, bytes, sha256 } of manifest.files) {
    const found = join(folder, path);
    if (!existsSync(found)) throw new Error(`the backup is incomplete: ${path} is missing`);
    if (statSync(found).size !== bytes || (await hashFile(found)) !== sha256)
      throw new Error(`the backup is damaged: ${path} does not match its checksum`);
  }
  return manifest;
}

function parseManifest(json: string, file: string): BackupManifest {
  const read = BackupManifest.safeParse(JSON.parse(json));
  if (!read.success) throw new Error(`${file} does not have the manifest format this release reads (${formatVersion})`);
  return read.data;
}

/** Completes a stored backup: it has no manifest before. */
export async function sealBackup(
  storage: BackupStorage,
  fields: ManifestFields,
  files: readonly StoredFile[],
): Promise<BackupManifest> {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const manifest: BackupManifest = { format: formatVersion, ...fields, files: sorted };
  await storage.write(fileName, Readable.from([`${JSON.stringify(manifest, null, 2)}\n`], { objectMode: false }));
  return manifest;
}

/** The manifest of a stored backup; its files are compared when they are read. undefined: there is no complete backup. */
export async function readStoredManifest(storage: BackupStorage): Promise<BackupManifest | undefined> {
  if (!(await storage.exists(fileName))) return undefined;
  return parseManifest(await text(await storage.read(fileName)), `${storage.location}/${fileName}`);
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}
