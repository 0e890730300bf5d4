/** For tests: metrics of service pods at their health port, on loopback addresses of this test only. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { consumers } from '@mambogo/contracts/enumerations.ts';
import { pods } from '../src/kube/resource-kinds.ts';
import { componentLabel, storefrontLabel } from '../src/labels.ts';
import { podPorts } from '../src/model/cluster-placement.ts';
import type { TestCluster } from './test-cluster.ts';

export interface MetricsPod {
  readonly address: string;
  /** Violated rules, with the number of rows. */
  broken: Readonly<Record<string, number>>;
  /** Seconds since 1970; 0: not yet. */
  checkedAt: number;
}

let count = 0;

/** Serves metrics like a service's health port. */
export async function startMetricsPod(t: { after(clean: () => void): void }): Promise<MetricsPod> {
  count += 1;
  // Each process uses its own addresses, so that tests can run in parallel.
  const address = `127.${1 + ((process.pid >> 8) % 254)}.${process.pid % 256}.${count}`;
  const pod: MetricsPod = { address, broken: {}, checkedAt: Date.now() / 1_000 };
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') return response.writeHead(404).end();
    const lines = [
      ...Object.entries({ 'it adds up': 0, ...pod.broken }).map(
        ([rule, rows]) => `mambogo_invariant_violations{service="x",invariant="${rule}"} ${rows}`,
      ),
      `mambogo_invariants_checked_timestamp_seconds ${pod.checkedAt}`,
    ];
    return response.end(`${lines.join('\n')}\n`);
  });
  await once(server.listen(podPorts.health, address), 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return pod;
}

/** Points the pods of a shop's services in a test cluster to these servers. */
export async function startMetricsPods(
  t: Parameters<typeof startMetricsPod>[0],
  { client }: TestCluster,
  namespace: string,
  shop = 'shop',
): Promise<ReadonlyMap<string, MetricsPod>> {
  const watching = new Map<string, MetricsPod>();
  for (const service of consumers) watching.set(service, await startMetricsPod(t));
  for await (const { items } of client.list({ kind: pods, namespace, labelSelector: `${storefrontLabel}=${shop}` }))
    for (const { apiVersion, kind, metadata } of items) {
      const address = watching.get(metadata.labels?.[componentLabel] ?? '')?.address;
      const status = { podIP: address, podIPs: [{ ip: address }] };
      if (address) await client.mergePatch({ apiVersion, kind, namespace, name: metadata.name }, { status }, 'status');
    }
  return watching;
}
