/** The sources of an earlier release, from Git's history, for tests of upgrades. */
import { checkOut } from './check-out.ts';

/** Version -> commit it was released from. */
const releasedFrom: Readonly<Record<string, string>> = { '1.0.0': '62be0a6d1251f8a2b900375187316a77440b556c' };

/** @throws StartError the clone does not have the commit */
export async function checkOutRelease(version: string): Promise<{ commit: string; folder: string }> {
  const commit = releasedFrom[version];
  if (!commit) throw new Error(`the commit of release ${version} is not listed in ${import.meta.filename}`);
  const { folder } = await checkOut(commit, `a clone without history lacks release ${version}: git fetch --unshallow`);
  return { commit, folder };
}
