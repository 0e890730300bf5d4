/** `kubectl mambogo status`: what is up, what is not, and why; one screen. */
import { Command } from '@commander-js/extra-typings';
import { UserError } from '../cluster/cluster.ts';
import { findStorefront, listStorefronts } from '../cluster/find-storefront.ts';
import { inCluster, outputOption, printAs, withClusterOptions } from '../command-context.ts';
import { formatList, formatReport } from '../status/format-report.ts';
import { listWarnings } from '../status/list-warnings.ts';
import { isProcessed, reportStorefront } from '../status/storefront-report.ts';

/** Exit code of a Storefront that does not serve shoppers. */
const unavailable = 2;

export const statusCommand = () =>
  withClusterOptions(new Command('status').description('what is up, what is not, and why'))
    .argument('[name]', 'a Storefront; default: the only one of the namespace')
    .option('-A, --all-namespaces', 'one line for each Storefront of the cluster', false)
    .addOption(outputOption())
    .addHelpText('after', `\nExit code ${unavailable}: the Storefront is not Ready.`)
    .action((name, { allNamespaces, output, ...where }) =>
      inCluster(where, async (cluster) => {
        if (allNamespaces) {
          if (name !== undefined) throw new UserError('name a Storefront or use --all-namespaces, not both');
          const reports = (await listStorefronts(cluster, '')).map(reportStorefront);
          printAs(output, reports, () =>
            reports.length > 0 ? formatList(reports) : ['There is no Storefront in this cluster.'],
          );
          return;
        }
        const storefront = await findStorefront(cluster, name);
        const report = reportStorefront(storefront);
        const warnings = await listWarnings(cluster, storefront);
        printAs(output, { ...report, warnings }, () => [
          ...formatReport(report, warnings),
          ...(isProcessed(storefront)
            ? []
            : [
                '',
                'No operator has processed this Storefront yet: is one installed, and does it watch this namespace?',
              ]),
        ]);
        if (report.phase !== 'Ready') process.exitCode = unavailable;
      }),
    );
