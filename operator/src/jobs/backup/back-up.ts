/**
 * Stores all data of a shop at one consistent cut (docs/decisions/0046): databases, the keys of Redis, the settings' repository,
 * and the payment provider simulator's ledger. The manifest is written last. A Job that fails leaves no files; one that is run
 * again after it had finished changes nothing.
 */
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { backUpDatabases } from '../../backup/back-up-databases.ts';
import { type BackupManifest, readStoredManifest, sealBackup } from '../../backup/backup-manifest.ts';
import { type StoredFile, storeFile } from '../../backup/backup-storage.ts';
import { keysAsStream } from '../../backup/redis-keys.ts';
import { bundleSettings } from '../../backup/settings-bundle.ts';
import { storedLayout } from '../../backup/stored-layout.ts';
import type { BackupJobInput, BackupJobResult } from '../../resources/backup-job-input.ts';
import { type BackupJob, databaseSources, tools } from './backup-job.ts';

export async function backUp(job: BackupJob): Promise<BackupJobResult> {
  const { input, storage } = job;
  const existing = await readStoredManifest(storage);
  if (existing?.id === input.id) return resultOf(existing);
  if (existing) throw new Error(`${storage.location} holds another backup: give this one another name`);
  try {
    return resultOf(await store(job));
  } catch (error) {
    // The failure that is reported is the first one.
    await storage.removeAll().catch(() => undefined);
    throw error;
  }
}

async function store(job: BackupJob): Promise<BackupManifest> {
  const { input, storage, scratch } = job;
  const files: StoredFile[] = [];
  const keep = async (path: string, content: Readable) => {
    files.push(await storeFile(storage, path, content));
  };
  const keysFile = (service: string) => join(scratch, `${service}.jsonl`);
  const { at, pausedMs, outboxes } = await backUpDatabases({
    databases: databaseSources(job),
    tools: tools(),
    scratch,
    store: (dump, content) => keep(storedLayout.database(dump), content),
    async onCut() {
      await Promise.all(
        input.redis.map((user) => pipeline(keysAsStream(user), createWriteStream(keysFile(user.service)))),
      );
    },
  });
  for (const { service } of input.redis) await keep(storedLayout.redis(service), createReadStream(keysFile(service)));
  // After payments: it has every charge they know of, and those it has more are found by their name.
  if (input.ledger) await keep(storedLayout.ledger, await copyLedger(input.ledger));
  const bundle = join(scratch, storedLayout.settings);
  await bundleSettings(input.files.settings, bundle);
  if (existsSync(bundle)) await keep(storedLayout.settings, createReadStream(bundle));
  const { shop, version, rootFingerprint, id } = input;
  return sealBackup(
    storage,
    { shop, version, rootFingerprint, id, takenAt: at.toISOString(), pausedMs, outboxes },
    files,
  );
}

async function copyLedger({ url, apiKey }: NonNullable<BackupJobInput['ledger']>): Promise<Readable> {
  const response = await fetch(`${url}/v1/ledger/copy`, { headers: { authorization: `Bearer ${apiKey}` } });
  if (!response.ok || !response.body) throw new Error(`the provider's ledger could not be read: ${response.status}`);
  return Readable.fromWeb(response.body);
}

const resultOf = ({ takenAt, pausedMs, files }: BackupManifest): BackupJobResult => ({
  cutAt: takenAt,
  pausedMs,
  bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
});
