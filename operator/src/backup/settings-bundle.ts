/** The settings' Git repository: its history and the commit in force, in one file of a backup. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { promisify } from 'node:util';

/** A commit pushed meanwhile is in it whole or not at all. Without a repository, or with an empty one, there is no file. */
export async function bundleSettings(from: string | undefined, to: string): Promise<void> {
  if (!from || !existsSync(from)) return;
  const refs = await git(from, 'for-each-ref', '--count=1');
  if (refs.trim() !== '') await git(from, 'bundle', 'create', '--quiet', to, '--all');
}

/** Creates the repository. */
export async function unbundleSettings(from: string, to: string): Promise<void> {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  await git(to, 'init', '--quiet', '--bare', '--initial-branch=main', '.');
  await git(to, 'fetch', '--quiet', from, '+refs/*:refs/*');
}

async function git(folder: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', ['-c', 'safe.directory=*', ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
  });
  return stdout;
}
