/** The light cluster that test files of a run have in turn: there while they run, if there are any. */
import { listClusterObjects } from '@mambogo/operator/testing/clear-cluster.ts';
import { sharedClusterEnvironment } from '@mambogo/operator/testing/shared-cluster.ts';
import { startCluster } from '@mambogo/operator/testing/test-cluster.ts';
import { findTestFiles, type TestFiles } from './find-test-files.ts';

/** @param work is given what the files find it by */
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
