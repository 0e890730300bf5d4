/** The place a backup is at, as the Job's pod reaches it: a mounted volume, or S3 with keys from a mounted Secret. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BackupStorage, folderStorage } from '../../backup/backup-storage.ts';
import { s3Storage } from '../../backup/s3-storage.ts';
import type { BackupJobInput } from '../../resources/backup-job-input.ts';
import { backupFolders } from '../../resources/backup-jobs.ts';

export function openStorage({ s3, path }: BackupJobInput['destination']): BackupStorage {
  if (!s3) return folderStorage(join(process.env.BACKUP_DIR ?? backupFolders.volume, path));
  const folder = process.env.S3_SECRET_DIR ?? backupFolders.s3Secret;
  const read = (name: string): string => {
    const file = join(folder, name);
    if (!existsSync(file)) throw new Error(`the Secret of the object store has no key ${name}`);
    return readFileSync(file, 'utf8').trim();
  };
  return s3Storage(
    { ...s3, prefix: path },
    {
      accessKeyId: read('access-key-id'),
      secretAccessKey: read('secret-access-key'),
      ...(existsSync(join(folder, 'ca.crt')) ? { ca: read('ca.crt') } : {}),
    },
  );
}
