/** The cluster and namespace a command works in, chosen like kubectl does: flags first, then the kubeconfig's current context. */
import { KubeConfig } from '@kubernetes/client-node';
import { type Client, createClient } from '@mambogo/operator/kube/client.ts';
import { type Connection, createConnection } from '@mambogo/operator/kube/connection.ts';

/** Options that kubectl's own commands have under the same names. */
export interface ClusterOptions {
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly namespace?: string;
}

export interface Cluster {
  readonly client: Client;
  readonly connection: Connection;
  readonly namespace: string;
  close(): Promise<void>;
}

/** Field manager of what people change with this command. */
const fieldManager = 'kubectl-mambogo';

/** @throws UserError when there is no such context, or no cluster at all */
export function openCluster({ kubeconfig, context, namespace }: ClusterOptions): Cluster {
  const config = new KubeConfig();
  if (kubeconfig) config.loadFromFile(kubeconfig);
  else config.loadFromDefault();
  // What the library falls back to: kubectl's own default before there were kubeconfigs.
  if (config.getCurrentCluster()?.server === 'http://localhost:8080')
    throw new UserError(
      'no cluster is configured: neither KUBECONFIG nor ~/.kube/config names one; --kubeconfig names a file',
    );
  if (context) {
    const names = config.getContexts().map(({ name }) => name);
    if (!names.includes(context))
      throw new UserError(`there is no context ${context} in the kubeconfig; it has: ${names.join(', ') || 'none'}`);
    config.setCurrentContext(context);
  }
  const connection = createConnection(config);
  return {
    connection,
    client: createClient(connection, undefined, fieldManager),
    namespace: namespace ?? config.getContextObject(config.getCurrentContext())?.namespace ?? 'default',
    close: () => connection.close(),
  };
}

/** A mistake of the person at the keyboard: its message is all they see. */
export class UserError extends Error {}
