/**
 * Backups: where they are kept, `spec.backup` of a Storefront, and the two resources that ask for one backup or one restore.
 * What was asked for does not change: another backup or restore is another object.
 */
import { z } from 'zod';
import { exactlyOne, name, secretName, text } from './bounded-strings.ts';
import { cel } from './cel.ts';

const s3Endpoint = z
  .string()
  .max(300)
  .refine(
    (value) => URL.canParse(value) && new URL(value).origin === value,
    'a URL without path, such as https://s3.example.com',
  )
  .refine(
    (value) => !URL.canParse(value) || isSafe(new URL(value)),
    'http is allowed for localhost and for Services of the cluster (.svc) only; use https',
  );

const isSafe = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' ||
  (protocol === 'http:' && /(^|\.)localhost$|\.svc(\.[a-z0-9.-]+)?$|^127\.0\.0\.1$/.test(hostname));

/** Relative, and never upwards. */
const objectPrefix = text(200).refine(
  (value) => /^[A-Za-z0-9_][A-Za-z0-9_./-]*$/.test(value),
  'letters, digits, "_", "-", "." and "/"',
);

export const BackupDestination = exactlyOne({
  volumeClaim: z
    .strictObject({ claimName: name(253).describe('PersistentVolumeClaim in the namespace') })
    .optional()
    .describe('a volume in the cluster'),
  s3: z
    .strictObject({
      bucket: text(63).describe('its bucket'),
      endpoint: s3Endpoint.optional().describe('endpoint URL; default Amazon S3'),
      region: text(63).optional().describe('its region; default us-east-1'),
      prefix: objectPrefix.optional().describe('prefix of object names'),
      secretName: secretName.describe(
        'Secret with the access keys: access-key-id, secret-access-key, and ca.crt for a private certificate authority',
      ),
    })
    .optional()
    .describe('an object store'),
});
export type BackupDestination = z.infer<typeof BackupDestination>;

export const BackupSpec = z.strictObject({
  schedule: text(100).optional().describe('when to take backups: cron, UTC; default only on demand'),
  destination: BackupDestination.describe('where backups are stored'),
  keep: z
    .int()
    .min(1)
    .max(365)
    .optional()
    .describe('number of completed backups to keep: older ones are removed with their data; default all'),
});
export type BackupSpec = z.infer<typeof BackupSpec>;

const unchangeable = (what: string) =>
  cel({ rule: 'self == oldSelf', message: `a ${what} cannot be changed: create another one` });

export const StorefrontBackupSpec = z
  .strictObject({
    storefront: name(32).describe('the Storefront to back up, in the same namespace'),
    destination: BackupDestination.optional().describe("where to store it; default the Storefront's spec.backup"),
  })
  .meta(unchangeable('StorefrontBackup'));
export type StorefrontBackupSpec = z.infer<typeof StorefrontBackupSpec>;

export const StorefrontRestoreSpec = z
  .strictObject({
    storefront: name(32).describe('the Storefront whose data is replaced, in the same namespace'),
    source: exactlyOne({
      backup: name(52).optional().describe('a completed StorefrontBackup in the same namespace'),
      stored: z
        .strictObject({
          destination: BackupDestination.describe('where it is stored'),
          path: text(300)
            .regex(/^[A-Za-z0-9_][A-Za-z0-9_./-]*$/, 'letters, digits, "_", "-", "." and "/"')
            .describe('its path there, as in status.path of the StorefrontBackup'),
        })
        .optional()
        .describe('a backup by its place, such as one of another cluster'),
    }).describe('the backup to restore'),
  })
  .meta(unchangeable('StorefrontRestore'));
export type StorefrontRestoreSpec = z.infer<typeof StorefrontRestoreSpec>;

/** Of a request's spec, in one sentence. */
export const specProblems = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => `spec.${path.join('.')}: ${message}`).join('; ');
