/** `kubectl mambogo rotate`: gives a shop new credentials, and with --wait shows how they are handed over. */
import { setTimeout as pause } from 'node:timers/promises';
import { Command } from '@commander-js/extra-typings';
import type { Rotation } from '@mambogo/operator/controller/rotation/rotation.ts';
import { statusOf } from '@mambogo/operator/controller/status/shop-status.ts';
import { field } from '@mambogo/operator/kube/kube-object.ts';
import { print } from '@mambogo/terminal/print.ts';
import { findStorefront, storefrontReference } from '../cluster/find-storefront.ts';
import { inCluster, type OutputFormat, outputOption, printAs, withClusterOptions } from '../command-context.ts';

/** Exit code when the rotation stopped. */
const stopped = 2;
const pollMs = 1_000;

export const rotateCommand = () =>
  withClusterOptions(new Command('rotate').description('give the shop new credentials, while it sells'))
    .argument('[name]', 'a Storefront; default: the only one of the namespace')
    .option('--wait', 'wait until the earlier credentials are refused', false)
    .addOption(outputOption())
    .addHelpText(
      'after',
      `
Raises spec.credentials.generation by one: logins and passwords of stores and brokers, tokens of sidecars, certificates of stores,
and the key that signs tokens. Where the Storefront is kept in Git, raise it there instead.
Exit code ${stopped}: with --wait, the rotation stopped; both generations are accepted until it goes on.`,
    )
    .action((name, { wait, output, ...where }) =>
      inCluster(where, async (cluster) => {
        const { client } = cluster;
        const found = await findStorefront(cluster, name);
        const { metadata, spec } = found;
        const { namespace = '', name: shop } = metadata;
        const reference = storefrontReference(namespace, shop);
        const asked = Number(field(spec, 'credentials', 'generation') ?? 1);
        const { credentials } = statusOf(found);
        // One that has not begun, or is in progress, is not followed by another.
        const isPending = asked !== (credentials?.generation ?? 1);
        const wanted = isPending ? asked : asked + 1;
        if (!isPending) await client.mergePatch(reference, { spec: { credentials: { generation: wanted } } });
        const target = `${namespace}/${shop}`;
        const begun = `${target}: generation ${wanted}${isPending ? ', which was asked for before' : ''}`;
        if (!wait) {
          const result = { storefront: target, generation: wanted, ...(credentials ? { status: credentials } : {}) };
          printAs(output, result, () => [`${begun}; kubectl mambogo status shows how it goes`]);
          return;
        }
        if (output === 'text') print(begun);
        let shown = '';
        for (;;) {
          const storefront = await findStorefront(cluster, shop);
          const { credentials: now, conditions } = statusOf(storefront);
          const line = now ? progressOf(now) : 'waits for the operator';
          if (line !== shown && output === 'text') print(`  ${line}`);
          shown = line;
          const condition = conditions.find(({ type }) => type === 'CredentialsRotated');
          const isOver = now?.phase === 'Complete' && now.generation >= wanted;
          if (isOver || condition?.reason === 'RotationStopped') {
            conclude(output, target, wanted, now, isOver ? undefined : condition?.message);
            return;
          }
          await pause(pollMs);
        }
      }),
    );

function conclude(
  output: OutputFormat,
  storefront: string,
  generation: number,
  status: Rotation | undefined,
  problem: string | undefined,
): void {
  printAs(output, { storefront, generation, status, ...(problem ? { problem } : {}) }, () =>
    problem ? [`stopped: ${problem}`] : [`${storefront}: generation ${generation} is in effect`],
  );
  if (problem) process.exitCode = stopped;
}

export const progressOf = ({ phase, services, message }: Rotation): string =>
  [phase, ...services.slice(-1), ...(message ? [`(${message})`] : [])].join(' ');
