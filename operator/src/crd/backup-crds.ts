/** The CustomResourceDefinitions of StorefrontBackup and StorefrontRestore, from their zod schemas. Pure. */
import { z } from 'zod';
import { StorefrontBackupSpec, StorefrontRestoreSpec } from '../api/backup-spec.ts';
import { conditionsSchema } from './status-schema.ts';
import { toStructuralSchema } from './to-structural-schema.ts';

const text = (maxLength: number, description: string) => ({ type: 'string', maxLength, description });
const time = (description: string) => ({ type: 'string', format: 'date-time', description });
const column = (name: string, type: string, jsonPath: string, priority?: number) => ({
  name,
  type,
  jsonPath,
  ...(priority === undefined ? {} : { priority }),
});

const progress = {
  message: text(1_024, 'what it waits for, or why it failed'),
  startedAt: time('when its Job was started'),
  completedAt: time('when it ended'),
  duration: text(32, 'time from start to end'),
  conditions: conditionsSchema('Completed: True once it is, False when it failed'),
};

export const storefrontBackupCrd = () =>
  requestCrd({
    kind: 'StorefrontBackup',
    plural: 'storefrontbackups',
    shortName: 'sfb',
    description: 'One backup of all data of a shop, at one point in time. Deleting it leaves the stored files.',
    spec: StorefrontBackupSpec,
    columns: [
      column('Storefront', 'string', '.spec.storefront'),
      column('Phase', 'string', '.status.phase'),
      column('Size', 'string', '.status.size'),
      column('Expires', 'string', '.status.expiresAt', 1),
      column('Message', 'string', '.status.message', 1),
    ],
    status: {
      phase: text(32, 'Pending, Running, Completed, Failed, or Removing once it is older than the ones to keep'),
      cutAt: time('the point in time that the data is of'),
      pausedMs: { type: 'integer', description: 'milliseconds for which no events were published' },
      bytes: { type: 'integer', format: 'int64', description: 'size of its files' },
      size: text(20, 'size of its files, for people'),
      location: text(700, 'where it is stored'),
      path: text(300, 'its path at the destination'),
      version: text(32, 'version the shop ran'),
      rootFingerprint: text(12, 'fingerprint of the root Secret without which its encrypted data cannot be read'),
      expiresAt: time('when it is expected to be removed, by spec.backup of its Storefront'),
      ...progress,
    },
  });

export const storefrontRestoreCrd = () =>
  requestCrd({
    kind: 'StorefrontRestore',
    plural: 'storefrontrestores',
    shortName: 'sfr',
    description: 'Replaces all data of a shop by a backup. The shop is stopped meanwhile.',
    spec: StorefrontRestoreSpec,
    columns: [
      column('Storefront', 'string', '.spec.storefront'),
      column('Phase', 'string', '.status.phase'),
      column('Data of', 'string', '.status.cutAt'),
      column('Message', 'string', '.status.message', 1),
    ],
    status: {
      phase: text(
        32,
        'Pending, Preparing (the shop runs, nothing is replaced yet), Switching (the shop is stopped), Completed or Failed',
      ),
      cutAt: time('the point in time that the data is of'),
      path: text(300, 'path of the backup at its destination'),
      stoppedAt: time('when the shop was stopped'),
      ...progress,
    },
  });

interface RequestKind {
  readonly kind: string;
  readonly plural: string;
  readonly shortName: string;
  readonly description: string;
  readonly spec: z.ZodType;
  readonly columns: readonly unknown[];
  readonly status: Readonly<Record<string, unknown>>;
}

function requestCrd({ kind, plural, shortName, description, spec, columns, status }: RequestKind) {
  const schema = z.toJSONSchema(spec, { target: 'openapi-3.0', io: 'input', reused: 'inline' });
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.mambogo.com` },
    spec: {
      group: 'mambogo.com',
      scope: 'Namespaced',
      names: {
        kind,
        listKind: `${kind}List`,
        plural,
        singular: kind.toLowerCase(),
        shortNames: [shortName],
        categories: ['all'],
      },
      versions: [
        {
          name: 'v1alpha1',
          served: true,
          storage: true,
          subresources: { status: {} },
          additionalPrinterColumns: [...columns, column('Age', 'date', '.metadata.creationTimestamp')],
          schema: {
            openAPIV3Schema: {
              type: 'object',
              description,
              required: ['spec'],
              properties: {
                apiVersion: { type: 'string' },
                kind: { type: 'string' },
                // Its Jobs have names made from this one.
                metadata: { type: 'object', properties: { name: { type: 'string', maxLength: 52 } } },
                spec: toStructuralSchema(schema),
                status: {
                  type: 'object',
                  description: 'Observed state, written by the operator only.',
                  properties: status,
                },
              },
            },
          },
        },
      ],
    },
  };
}
