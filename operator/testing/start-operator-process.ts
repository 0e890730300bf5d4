/** An operator in a separate process, as in its pod, with the tests' service account. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { currentVersion } from '@mambogo/blueprint/versions.ts';
import { freePort } from '@mambogo/local/supervisor/ports.ts';
import type { TestCluster } from './test-cluster.ts';
import { waitUntil } from './wait-until.ts';

export interface OperatorProcess {
  readonly pid: number;
  /** Value of one of its metrics. */
  metric(name: string): Promise<number>;
  stop(): Promise<void>;
}

/** MiB: the heap's share of the chart's memory limit, as in the image. */
const heapFlag = `--max-old-space-size=${Math.round(384 * 0.7)}`;

/** Resolves when its cache is synced and it reconciles. */
export async function startOperatorProcess(cluster: TestCluster): Promise<OperatorProcess> {
  const kubeconfig = join(cluster.logs, 'operator.kubeconfig');
  writeFileSync(kubeconfig, cluster.kubeConfig.exportConfig(), { mode: 0o600 });
  const port = await freePort();
  const main = resolve(import.meta.dirname, '../src/main.ts');
  const child: ChildProcess = spawn(process.execPath, [heapFlag, main], {
    env: {
      PATH: process.env.PATH,
      KUBECONFIG: kubeconfig,
      POD_NAMESPACE: 'default',
      OPERATOR_IMAGE: `registry.test/mambogo/operator:${currentVersion}`,
      IMAGE_REGISTRY: 'registry.test/mambogo',
      HEALTH_PORT: String(port),
      CHECK_PUBLIC_URL: 'false',
      CHECK_INVARIANTS: 'false',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('the operator could not be started');
  const metric = async (name: string) => {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  };
  await waitUntil(async () => (await metric('mambogo_operator_leading')) === 1);
  return {
    pid,
    metric,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
