/** `kubectl mambogo upgrade`: changes the version of a shop, or says with --check what that would do and what stands against it. */
import { Command } from '@commander-js/extra-typings';
import { carriedVersions, currentVersion } from '@mambogo/blueprint/versions.ts';
import { ApiError, isForbidden } from '@mambogo/operator/kube/api-error.ts';
import { print } from '@mambogo/terminal/print.ts';
import { type Cluster, UserError } from '../cluster/cluster.ts';
import { findStorefront, storefrontReference } from '../cluster/find-storefront.ts';
import { inCluster, outputOption, printAs, withClusterOptions } from '../command-context.ts';
import { planUpgradeOf, type UpgradePlan } from '../upgrade/upgrade-plan.ts';

/** Exit code when something stands against the change. */
const impeded = 2;

export const upgradeCommand = () =>
  withClusterOptions(new Command('upgrade').description('change the version of all services, up or down'))
    .argument('[name]', 'a Storefront; default: the only one of the namespace')
    .option('--to <version>', `the version: ${carriedVersions.join(' or ')}`, currentVersion)
    .option('--check', 'change nothing: say what it would do, and what stands against it', false)
    .addOption(outputOption())
    .addHelpText('after', `\nExit code ${impeded}: something stands against it.`)
    .action((name, { to, check, output, ...where }) =>
      inCluster(where, async (cluster) => {
        const storefront = await findStorefront(cluster, name);
        const { namespace = '', name: shop } = storefront.metadata;
        const patch = { spec: { version: to } };
        const reference = storefrontReference(namespace, shop);
        const plan = planUpgradeOf(storefront, to, await rejectionOf(cluster, reference, patch));
        if (check) {
          printAs(output, plan, () => formatPlan(`${namespace}/${shop}`, plan));
          if (plan.obstacles.length > 0) process.exitCode = impeded;
          return;
        }
        if (plan.obstacles.length > 0) throw new UserError(plan.obstacles.join('; '));
        await cluster.client.mergePatch(reference, patch);
        print(`${namespace}/${shop}: from ${plan.from} to ${to}; kubectl mambogo status shows how it goes`);
      }),
    );

/** What the API server, which knows the installed operator's versions, says against it. Who may not try does not find out. */
async function rejectionOf(
  { client }: Cluster,
  reference: ReturnType<typeof storefrontReference>,
  patch: unknown,
): Promise<string | undefined> {
  try {
    await client.dryRunPatch(reference, patch);
    return undefined;
  } catch (error) {
    if (isForbidden(error)) return undefined;
    if (error instanceof ApiError) return error.message;
    throw error;
  }
}

export function formatPlan(target: string, { from, to, steps, obstacles, notes }: UpgradePlan): string[] {
  return [
    `${target}: from ${from ?? 'no version'} to ${to}`,
    ...steps.map((step, index) => `  ${index + 1}. ${step}`),
    ...(obstacles.length > 0 ? ['', 'Against it:'] : ['', 'Nothing stands against it.']),
    ...obstacles.map((line) => `  - ${line}`),
    ...(notes.length > 0 ? ['', 'Note:'] : []),
    ...notes.map((line) => `  - ${line}`),
  ];
}
