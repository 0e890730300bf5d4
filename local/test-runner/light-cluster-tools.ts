/** Programs of the operator's and the chart's tests: built before the first test, with one line each. */
import { makeFolder } from '../cli/make-folder.ts';
import type { Progress } from '../supervisor/progress.ts';
import { helm } from '../toolchain/build-cluster-tools.ts';
import { buildGo } from '../toolchain/build-go.ts';
import { buildEtcd, buildKubernetes, buildKwok } from '../toolchain/build-kubernetes.ts';
import { cacheFolder } from '../toolchain/cache-folder.ts';

export async function prepareLightClusterTools(logs: string, progress: Progress): Promise<void> {
  const buildDirs = { cache: cacheFolder(), logs };
  for (const folder of Object.values(buildDirs)) makeFolder(folder);
  await progress.step('etcd', () => buildEtcd(buildDirs));
  await progress.step('Kubernetes (built from source the first time: some minutes)', () => buildKubernetes(buildDirs));
  await progress.step('kwok', () => buildKwok(buildDirs));
  await progress.step('Helm', () => buildGo(helm, buildDirs));
}
