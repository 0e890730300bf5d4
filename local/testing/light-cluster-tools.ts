/** What the operator's and the chart's tests run: built before the first of them begins, with a line for each. */
import { makeFolder } from '../cli/make-folder.ts';
import type { Progress } from '../supervisor/progress.ts';
import { helm } from '../toolchain/build-cluster-tools.ts';
import { buildGo } from '../toolchain/build-go.ts';
import { buildEtcd, buildKubernetes, buildKwok } from '../toolchain/build-kubernetes.ts';
import { cacheFolder } from '../toolchain/folders.ts';

export async function prepareLightClusterTools(logs: string, progress: Progress): Promise<void> {
  const workshop = { cache: cacheFolder(), logs };
  for (const folder of Object.values(workshop)) makeFolder(folder);
  await progress.step('etcd', () => buildEtcd(workshop));
  await progress.step('Kubernetes (built from source the first time: some minutes)', () => buildKubernetes(workshop));
  await progress.step('kwok', () => buildKwok(workshop));
  await progress.step('Helm', () => buildGo(helm, workshop));
}
