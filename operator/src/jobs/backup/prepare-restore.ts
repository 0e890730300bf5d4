/**
 * The first half of a restore, beside the running shop: the backup is checked, and loaded into databases of their own. Nothing of
 * the shop is changed. Run again, it starts over.
 */
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { carriedVersions, isNewer } from '@mambogo/blueprint/versions.ts';
import { dumpFile } from '../../backup/back-up-databases.ts';
import { type BackupManifest, readStoredManifest } from '../../backup/backup-manifest.ts';
import { type BackupStorage, readVerified, type StoredFile } from '../../backup/backup-storage.ts';
import { restoreDatabase } from '../../backup/restore-databases.ts';
import { storedLayout } from '../../backup/stored-layout.ts';
import type { BackupJobInput, BackupJobResult } from '../../resources/backup-job-input.ts';
import { type BackupJob, databaseSources, tools } from './backup-job.ts';
import { createStaging, dropStaging, stagingName } from './staging-databases.ts';

export async function prepareRestore(job: BackupJob): Promise<BackupJobResult> {
  const { input, storage } = job;
  const manifest = await requireManifest(storage, input);
  const databases = databaseSources(job);
  await createStaging(input);
  try {
    await Promise.all(
      databases.map((database) =>
        readVerified(storage, fileOf(manifest, storedLayout.database(dumpFile(database))), (dump) =>
          restoreDatabase({ ...database, database: stagingName(database.database) }, tools(), dump),
        ),
      ),
    );
    // The rest is written by the second half: that it is whole is known before the shop is stopped.
    for (const file of manifest.files.filter(({ path }) => !path.startsWith(storedLayout.database(''))))
      await readVerified(storage, file, (content) => pipeline(content, nowhere()));
  } catch (error) {
    await dropStaging(input).catch(() => undefined);
    throw error;
  }
  return { cutAt: manifest.takenAt };
}

/** @throws when the backup is incomplete, or not one that this shop can use */
export async function requireManifest(storage: BackupStorage, input: BackupJobInput): Promise<BackupManifest> {
  const manifest = await readStoredManifest(storage);
  if (!manifest) throw new Error(`${storage.location} is not a complete backup: it has no manifest`);
  if (manifest.rootFingerprint !== input.rootFingerprint)
    throw new Error(
      `the backup is of a shop with another root Secret (fingerprint ${manifest.rootFingerprint}, here ${input.rootFingerprint}): its data could not be decrypted; create this shop with that Secret`,
    );
  if (!carriedVersions.includes(manifest.version) || isNewer(manifest.version, input.version))
    throw new Error(
      `the backup is of version ${manifest.version}, and this shop runs ${input.version}: upgrade it first`,
    );
  return manifest;
}

export function fileOf({ files }: BackupManifest, path: string): StoredFile {
  const file = files.find((one) => one.path === path);
  if (!file) throw new Error(`the backup has no ${path}`);
  return file;
}

const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });
