/** The light cluster that a run's test files share in turn: started if there are any. */
import { listClusterObjects } from '@mambogo/operator/testing/clear-cluster.ts';
import { sharedClusterEnvironment } from '@mambogo/operator/testing/shared-cluster.ts';
import { startCluster } from '@mambogo/operator/testing/test-cluster.ts';
import { findTestFiles, type TestFiles } from './find-test-files.ts';

/** @param work gets the environment by which the files find it */
export async function withSharedCluster<T>(
  files: TestFiles,
  work: (env: Readonly<Record<string, string>>) => Promise<T>,
): Promise<T> {
  if (findTestFiles(files).length < 2) return work({});
  const cluster = await startCluster(true);
  try {
    return await work(sharedClusterEnvironment(cluster, await listClusterObjects(cluster.kubectl)));
  } finally {
    await cluster.stop();
  }
}
