/** `kubectl mambogo logs`: what all services logged about one order, in the order of time. */
import { Command, InvalidArgumentError } from '@commander-js/extra-typings';
import { UserError } from '../cluster/cluster.ts';
import { findStorefront } from '../cluster/find-storefront.ts';
import { inCluster, outputOption, printAs, withClusterOptions } from '../command-context.ts';
import { findLine, formatLine, type OrderLine } from '../logs/order-lines.ts';
import { listPods, logSources, readLog } from '../logs/read-pod-logs.ts';

export const logsCommand = () =>
  withClusterOptions(
    new Command('logs').description('what all services logged about orders or traces, in the order of time'),
  )
    .argument('<id...>', 'ids of orders, traces, payments or customers')
    .option('--storefront <name>', 'a Storefront; default: the only one of the namespace')
    .option('--since <duration>', 'how far back, such as 30m, 12h or 7d', seconds, seconds('24h'))
    .addOption(outputOption())
    .addHelpText(
      'after',
      '\nRequests are logged with their trace, not with ids: kubectl mambogo order prints the traces of an order.',
    )
    .action((ids, { storefront: name, since, output, ...where }) =>
      inCluster(where, async (cluster) => {
        const short = ids.find((id) => id.length < 8);
        if (short) throw new UserError(`${short} is too short for an id: it would match unrelated lines`);
        const storefront = await findStorefront(cluster, name);
        const { namespace = '' } = storefront.metadata;
        const found: OrderLine[] = [];
        for (const source of (await listPods(cluster, storefront)).flatMap(logSources))
          try {
            for await (const line of readLog(cluster, namespace, source, { sinceSeconds: since })) {
              const orderLine = findLine(source.component, line, ids);
              if (orderLine) found.push(orderLine);
            }
          } catch (error) {
            process.stderr.write(`${source.pod}/${source.container}: ${(error as Error).message}\n`);
          }
        found.sort((one, other) => one.at - other.at);
        if (found.length === 0)
          throw new UserError(
            `no pod of ${storefront.metadata.name} logged anything about ${ids.join(', ')}: logs of replaced pods are gone; try --since, or your log store`,
          );
        printAs(
          output,
          found.map(({ line }) => JSON.parse(line) as unknown),
          () => found.map(formatLine),
        );
      }),
    );

/** A duration in seconds. */
function seconds(text: string): number {
  const [, amount, unit] = /^(\d{1,5})([smhd])$/.exec(text) ?? [];
  if (!amount || !unit) throw new InvalidArgumentError('Expected a number and s, m, h or d, such as 12h.');
  return Number(amount) * { s: 1, m: 60, h: 3_600, d: 86_400 }[unit as 's' | 'm' | 'h' | 'd'];
}
