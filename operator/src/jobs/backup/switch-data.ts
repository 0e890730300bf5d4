/**
 * The second half of a restore, while no service runs: staged databases take the place of the shop's own, keys of Redis and files
 * are replaced, and topics are emptied, as events in them are of orders that the databases do not know. Every step can be repeated
 * after a failure; the shop is not started before all are done.
 */
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { BackupManifest } from '../../backup/backup-manifest.ts';
import { readVerified } from '../../backup/backup-storage.ts';
import { replaceKeys } from '../../backup/redis-keys.ts';
import { unbundleSettings } from '../../backup/settings-bundle.ts';
import { storedLayout } from '../../backup/stored-layout.ts';
import type { BackupJobResult } from '../../resources/backup-job-input.ts';
import type { BackupJob } from './backup-job.ts';
import { emptyTopics } from './empty-topics.ts';
import { fileOf, requireManifest } from './prepare-restore.ts';
import { exchangeDatabases } from './staging-databases.ts';

export async function switchData(job: BackupJob): Promise<BackupJobResult> {
  const { input, storage } = job;
  const manifest = await requireManifest(storage, input);
  await exchangeDatabases(input);
  for (const user of input.redis)
    await readVerified(storage, fileOf(manifest, storedLayout.redis(user.service)), (keys) => replaceKeys(user, keys));
  await replaceLedger(job, manifest);
  await replaceSettings(job, manifest);
  for (const store of input.stores) if (store.server === 'kafka') await emptyTopics(store);
  return { cutAt: manifest.takenAt };
}

const has = ({ files }: BackupManifest, path: string): boolean => files.some((file) => file.path === path);

async function replaceLedger({ input, storage }: BackupJob, manifest: BackupManifest): Promise<void> {
  const file = input.files.ledger;
  if (!file || !has(manifest, storedLayout.ledger)) return;
  const partial = `${file}.restoring`;
  mkdirSync(dirname(file), { recursive: true });
  await readVerified(storage, fileOf(manifest, storedLayout.ledger), (content) =>
    pipeline(content, createWriteStream(partial, { mode: 0o600, flush: true })),
  );
  // They belong to the file that is replaced.
  for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  renameSync(partial, file);
}

/** Without settings in the backup, the shop begins with those of its release. */
async function replaceSettings({ input, storage, scratch }: BackupJob, manifest: BackupManifest): Promise<void> {
  const folder = input.files.settings;
  if (!folder) return;
  const partial = `${folder}.restoring`;
  rmSync(partial, { recursive: true, force: true });
  if (has(manifest, storedLayout.settings)) {
    const bundle = join(scratch, storedLayout.settings);
    await readVerified(storage, fileOf(manifest, storedLayout.settings), (content) =>
      pipeline(content, createWriteStream(bundle)),
    );
    await unbundleSettings(bundle, partial);
  }
  rmSync(folder, { recursive: true, force: true });
  if (existsSync(partial)) renameSync(partial, folder);
}
