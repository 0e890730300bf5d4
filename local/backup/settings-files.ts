/** The Git repository with the shop's settings, with all its history and the commit in force, in one file of a backup. */
import { existsSync, mkdirSync } from 'node:fs';
import { runCommand } from '../supervisor/run-command.ts';

/** A commit pushed meanwhile is in it whole or not at all. Without a repository, or with an empty one, there is no file. */
export async function copySettings(from: string | undefined, to: string): Promise<void> {
  if (!from || !existsSync(from)) return;
  const refs = await git(from, 'for-each-ref', '--count=1');
  if (refs.trim() !== '') await git(from, 'bundle', 'create', '--quiet', to, '--all');
}

export async function restoreSettings(from: string, to: string | undefined): Promise<void> {
  if (!to || !existsSync(from)) return;
  mkdirSync(to, { recursive: true, mode: 0o700 });
  await git(to, 'init', '--quiet', '--bare', '--initial-branch=main', '.');
  await git(to, 'fetch', '--quiet', from, '+refs/*:refs/*');
}

const git = (folder: string, ...args: string[]): Promise<string> =>
  runCommand({
    command: 'git',
    args: ['-c', 'safe.directory=*', ...args],
    folder,
    environment: { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
  });
