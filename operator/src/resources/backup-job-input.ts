/** Input of the Jobs that back up and restore a shop: where its data is, with log-ins, and where the backup is. */
import { z } from 'zod';
import { SetupJobInput } from './setup-job-input.ts';

const tls = z.object({ ca: z.string().optional() }).optional();

export const BackupJobInput = z.object({
  /** `prepare` and `switch` are the two halves of a restore: nothing is replaced before the second. */
  task: z.enum(['back-up', 'prepare', 'switch', 'remove']),
  /** Of the StorefrontBackup or StorefrontRestore: a Job that is run again recognizes its own work. */
  id: z.string(),
  shop: z.string(),
  version: z.string(),
  rootFingerprint: z.string(),
  destination: z.object({
    /** Absent: the volume that is mounted. */
    s3: z.object({ bucket: z.string(), endpoint: z.string().optional(), region: z.string().optional() }).optional(),
    path: z.string(),
  }),
  /** With each service's own login, as `role`. */
  databases: z.array(
    z.object({
      service: z.string(),
      store: z.enum(['postgres', 'mysql']),
      host: z.string(),
      port: z.number(),
      tls,
      database: z.string(),
      role: z.string(),
      password: z.string(),
    }),
  ),
  redis: z.array(
    z.object({
      service: z.string(),
      host: z.string(),
      port: z.number(),
      /** Of a cluster. */
      members: z.array(z.object({ host: z.string(), port: z.number() })).optional(),
      tls,
      username: z.string(),
      password: z.string(),
      /** Of all its keys; not in the backup, as it has the shop's name in it. */
      prefix: z.string(),
    }),
  ),
  /** API of the payment provider's simulator, which hands out a copy of its ledger. */
  ledger: z.object({ url: z.string(), apiKey: z.string() }).optional(),
  /** Files of services in the Job's pod. */
  files: z.object({ ledger: z.string().optional(), settings: z.string().optional() }),
  /** For a restore: each store with its administrator. */
  stores: z.array(SetupJobInput),
});
export type BackupJobInput = z.infer<typeof BackupJobInput>;
export type BackupTask = BackupJobInput['task'];

/** What a Job reports in the termination message of its pod. */
export const BackupJobResult = z.object({
  cutAt: z.string().optional(),
  pausedMs: z.int().optional(),
  bytes: z.int().optional(),
});
export type BackupJobResult = z.infer<typeof BackupJobResult>;
