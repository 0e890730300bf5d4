/** A checkout of another revision, kept beside the builds, so that it is installed once. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFolder } from '../cli/make-folder.ts';
import { runCommand } from '../supervisor/run-command.ts';
import { StartError } from '../supervisor/start-error.ts';
import { cacheFolder } from './cache-folder.ts';

export const thisCheckout = resolve(import.meta.dirname, '../..');

const git = async (...args: readonly string[]): Promise<string> =>
  (await runCommand({ command: 'git', args: ['-C', thisCheckout, ...args] })).trim();

/** The abbreviated commit of this checkout, with `+` when files differ from it. */
export async function thisRevision(): Promise<string> {
  const commit = await git('rev-parse', '--short=10', 'HEAD');
  return (await git('status', '--porcelain')) === '' ? commit : `${commit}+`;
}

/**
 * @param revision anything git resolves to a commit
 * @param advice what to do when this clone does not have it
 * @returns its abbreviated commit, and the folder
 */
export async function checkOut(
  revision: string,
  advice = 'name a commit, a branch or a tag',
): Promise<{ commit: string; folder: string }> {
  const resolved = git('rev-parse', '--short=10', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
  const commit = await resolved.catch(() => {
    throw new StartError(`there is no commit ${revision} in this repository; ${advice}`);
  });
  const folder = join(cacheFolder(), 'revisions', commit);
  if (!existsSync(folder)) {
    makeFolder(join(cacheFolder(), 'revisions'));
    const unfinished = `${folder}.new-${process.pid}`;
    await git('clone', '--quiet', '--shared', '--no-checkout', thisCheckout, unfinished);
    await runCommand({ command: 'git', args: ['-C', unfinished, 'checkout', '--quiet', commit] });
    await runCommand({ command: 'mv', args: [unfinished, folder] });
  }
  return { commit, folder };
}
