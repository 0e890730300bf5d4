/** `kubectl mambogo backup`, `backups` and `restore`: StorefrontBackups and StorefrontRestores, and waiting for them. */
import { setTimeout as pause } from 'node:timers/promises';
import { Command } from '@commander-js/extra-typings';
import { backupStatus, isEnded, restoreStatus } from '@mambogo/operator/controller/backup/request-status.ts';
import { fieldText, type KubeObject, referenceTo } from '@mambogo/operator/kube/kube-object.ts';
import { type ResourceKind, storefrontBackups, storefrontRestores } from '@mambogo/operator/kube/resource-kinds.ts';
import { bad, dim, print, table } from '@mambogo/terminal/print.ts';
import { type Cluster, UserError } from '../cluster/cluster.ts';
import { findStorefront } from '../cluster/find-storefront.ts';
import { inCluster, type OutputFormat, outputOption, printAs, withClusterOptions } from '../command-context.ts';

/** Exit code of a backup or restore that failed. */
const failed = 2;
const pollMs = 1_000;

export const backupCommand = () =>
  withClusterOptions(new Command('backup').description('backs up the shop as it is now, while it sells'))
    .argument('[name]', 'a Storefront; default: the only one of the namespace')
    .option('--as <name>', 'name of the backup; default: one made from the time')
    .option('--wait', 'wait until it has ended', false)
    .addOption(outputOption())
    .addHelpText('after', `\nExit code ${failed}: with --wait, the backup failed.`)
    .action((name, { as, wait, output, ...where }) =>
      inCluster(where, async (cluster) => {
        const { metadata } = await findStorefront(cluster, name);
        const request = requestFor(storefrontBackups, metadata, as, {});
        await conclude(cluster, await create(cluster, request), wait, output, ({ message, size, location }) =>
          message ? message : `${size ?? ''} at ${location ?? 'an unknown place'}`,
        );
      }),
    );

export const backupsCommand = () =>
  withClusterOptions(new Command('backups').description('the backups of a shop, newest first'))
    .argument('[name]', 'a Storefront; default: those of all in the namespace')
    .addOption(outputOption())
    .action((name, { output, ...where }) =>
      inCluster(where, async (cluster) => {
        const found: KubeObject[] = [];
        for await (const { items } of cluster.client.list({ kind: storefrontBackups, namespace: cluster.namespace }))
          found.push(...items.filter(({ spec }) => name === undefined || fieldText(spec, 'storefront') === name));
        const rows = found
          .map((backup) => ({
            name: backup.metadata.name,
            storefront: fieldText(backup.spec, 'storefront') ?? '',
            created: backup.metadata.creationTimestamp ?? '',
            ...backupStatus(backup),
          }))
          .sort((a, b) => b.created.localeCompare(a.created));
        printAs(output, rows, () => {
          if (rows.length === 0) return ['There are no backups. Take one with: kubectl mambogo backup'];
          const [head = '', ...lines] = table([
            ['NAME', 'STOREFRONT', 'PHASE', 'DATA OF', 'SIZE', 'EXPIRES', 'MESSAGE'],
            ...rows.map((row) => [
              ...[row.name, row.storefront, row.phase, row.cutAt ?? '-', row.size ?? '-', row.expiresAt ?? '-'],
              row.message ?? '',
            ]),
          ]);
          const roots = new Set(rows.flatMap(({ rootFingerprint }) => rootFingerprint ?? []));
          return [
            dim(head),
            ...lines.map((line, at) => (rows[at]?.phase === 'Failed' ? bad(line) : line)),
            ...(roots.size > 0
              ? ['', `Not in a backup, and needed to read it: the root Secret (${[...roots].join(', ')}).`]
              : []),
          ];
        });
      }),
    );

export const restoreCommand = () =>
  withClusterOptions(
    new Command('restore').description('replaces all data of a shop by a backup; the shop is stopped meanwhile'),
  )
    .argument('<backup>', 'a completed StorefrontBackup of the namespace')
    .argument('[name]', 'the Storefront to restore into; default: the only one of the namespace')
    .option('--yes', 'replace the data: without it, only what would be replaced is printed', false)
    .option('--as <name>', 'name of the restore; default: one made from the time')
    .option('--wait', 'wait until it has ended', false)
    .addOption(outputOption())
    .addHelpText('after', `\nExit code ${failed}: with --wait, the restore failed; nothing was changed then.`)
    .action((backup, name, { yes, as, wait, output, ...where }) =>
      inCluster(where, async (cluster) => {
        const { metadata } = await findStorefront(cluster, name);
        const source = await cluster.client.get({
          ...{ apiVersion: storefrontBackups.apiVersion, kind: storefrontBackups.kind },
          ...{ namespace: cluster.namespace, name: backup },
        });
        if (!source) throw new UserError(`there is no StorefrontBackup ${backup}: kubectl mambogo backups lists them`);
        const { phase, cutAt = 'an unknown time' } = backupStatus(source);
        if (phase !== 'Completed') throw new UserError(`StorefrontBackup ${backup} is ${phase}: it can't be restored`);
        if (!yes)
          throw new UserError(
            `this replaces all data of ${metadata.namespace}/${metadata.name} by that of ${cutAt}; orders since then are lost. Back it up first if it still works, then repeat with --yes`,
          );
        const request = requestFor(storefrontRestores, metadata, as, { source: { backup } });
        await conclude(
          cluster,
          await create(cluster, request),
          wait,
          output,
          (status) => status.message ?? `data of ${cutAt}`,
        );
      }),
    );

type Status = ReturnType<typeof backupStatus> | ReturnType<typeof restoreStatus>;
type ShownStatus = { readonly message?: string; readonly size?: string; readonly location?: string };

const requestFor = (
  { apiVersion, kind }: ResourceKind,
  { name, namespace }: KubeObject['metadata'],
  as: string | undefined,
  spec: object,
): KubeObject => ({
  apiVersion,
  kind,
  metadata: {
    name: as ?? `${name}-${new Date().toISOString().replaceAll(/[-:TZ]|\.\d+/g, '')}`,
    namespace,
  },
  spec: { storefront: name, ...spec },
});

async function create({ client }: Cluster, request: KubeObject): Promise<KubeObject> {
  return client.create(request).catch((error: unknown) => {
    if (error instanceof Error && /already exists/.test(error.message))
      throw new UserError(`${request.metadata.name} exists already: choose another name with --as`);
    throw error;
  });
}

/** Prints what was asked for, or with `wait` how it ended. */
async function conclude(
  { client }: Cluster,
  request: KubeObject,
  wait: boolean,
  output: OutputFormat,
  describe: (status: ShownStatus) => string,
): Promise<void> {
  let now = request;
  let shown = '';
  while (wait && !isEnded(now)) {
    await pause(pollMs);
    const read = await client.get(referenceTo(request));
    if (!read) throw new UserError(`${request.metadata.name} was deleted before it ended`);
    now = read;
    const { phase, message = '' } = statusOf(now);
    const line = `${phase}${message ? `: ${message}` : ''}`;
    if (output === 'text' && line !== shown && !isEnded(now)) print(dim(line));
    shown = line;
  }
  const status = statusOf(now);
  const name = `${now.kind} ${now.metadata.namespace}/${now.metadata.name}`;
  printAs(output, { name: now.metadata.name, namespace: now.metadata.namespace, ...status }, () => [
    isEnded(now)
      ? `${name} ${status.phase} in ${status.duration ?? '0s'}: ${describe(status)}`
      : `${name} is created: kubectl get ${now.kind.toLowerCase()} ${now.metadata.name} -n ${now.metadata.namespace} -w`,
  ]);
  if (status.phase === 'Failed') process.exitCode = failed;
}

const statusOf = (request: KubeObject): Status =>
  request.kind === storefrontBackups.kind ? backupStatus(request) : restoreStatus(request);
