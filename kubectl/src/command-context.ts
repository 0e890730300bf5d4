/** What every command gets: the options that all share, and where its output goes. */
import { type Command, Option } from '@commander-js/extra-typings';
import { print } from '@mambogo/terminal/print.ts';
import { stringify } from 'yaml';
import { type Cluster, type ClusterOptions, openCluster } from './cluster/cluster.ts';

export const outputFormats = ['text', 'json', 'yaml'] as const;
export type OutputFormat = (typeof outputFormats)[number];

/** Options of all commands that use the cluster's API; the names are kubectl's. */
export const withClusterOptions = <Args extends unknown[], Opts extends Record<string, unknown>>(
  command: Command<Args, Opts>,
) =>
  command
    .optionsGroup('Which cluster:')
    .option('--kubeconfig <file>', 'kubeconfig; default: KUBECONFIG, then ~/.kube/config')
    .option('--context <name>', 'context of the kubeconfig; default: the current one')
    .option('-n, --namespace <name>', 'namespace of the Storefront; default: that of the context')
    .optionsGroup('Options:');

export const outputOption = () =>
  new Option('-o, --output <format>', 'text for people; json or yaml for programs')
    .choices(outputFormats)
    .default('text' as const);

/** Runs a command's work with an open cluster. */
export async function inCluster<T>(options: ClusterOptions, work: (cluster: Cluster) => Promise<T>): Promise<T> {
  const cluster = openCluster(options);
  try {
    return await work(cluster);
  } finally {
    await cluster.close();
  }
}

/** @param text the lines for people */
export function printAs(output: OutputFormat, value: unknown, text: () => readonly string[]): void {
  if (output === 'json') print(JSON.stringify(value, null, 2));
  else if (output === 'yaml') print(stringify(value).trimEnd());
  else for (const line of text()) print(line);
}
