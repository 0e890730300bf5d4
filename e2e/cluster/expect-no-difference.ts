/** The cluster has an object as it was written: tools that compare both (kubectl diff, Argo CD, Flux) see nothing to do. */
import assert from 'node:assert/strict';
import type { Kubectl } from '@mambogo/local/cluster/kubectl.ts';

/** @throws Error with the differences, as kubectl then fails */
export async function expectNoDifference(kubectl: Kubectl, manifest: string): Promise<void> {
  assert.equal(await kubectl(['diff', '-f', '-'], manifest), '');
}
