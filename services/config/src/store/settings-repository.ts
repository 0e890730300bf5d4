/**
 * The Git repository with the settings, as a bare one in the service's data folder.
 *
 * - Without a remote it is the repository itself: people clone it, commit and push. It is created with sensible files.
 * - With a remote it is a mirror of one branch: `fetch` brings commits, `revert` pushes one.
 *
 * Which commit was in force last is kept as a ref in it, so that it outlives the process. Reads name a commit, so that a push
 * during a read changes nothing.
 */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type FileTexts, maxFileLength } from '../domain/setting-files.ts';
import { createRepository } from './create-repository.ts';
import { type Author, createGit, type Remote } from './git.ts';
import { rememberUntilMoved } from './remember-until-moved.ts';

export interface Commit {
  readonly id: string;
  readonly author: string;
  readonly email: string;
  /** ISO 8601. */
  readonly at: string;
  readonly message: string;
  /** The names of the files that it changed. */
  readonly files: readonly string[];
}

export interface SettingsRepository {
  /** Creates or opens it; needs no network. */
  open(): Promise<void>;
  /** Brings the remote's commits; without a remote, does nothing. Throws if the remote does not respond. */
  fetch(): Promise<void>;
  /** Files that change when the branch moves. */
  readonly branchFiles: readonly string[];
  /** Changes whenever the branch may have moved; costs no process. */
  fingerprint(): Promise<string>;
  /** The newest commit of the branch; undefined: there is none. */
  head(): Promise<string | undefined>;
  /** The commit of a branch, tag or commit id; undefined: there is none. */
  resolve(label: string): Promise<string | undefined>;
  /** The text of the files in the top folder. */
  files(commit: string): Promise<FileTexts>;
  /** The newest 2,000 commits of the branch, newest first: the same array until the branch moves. */
  newest(): Promise<readonly Commit[]>;
  /** Commits of the branch, newest first; undefined: there is no commit `after`. The newest 2,000 cost no process. */
  history(limit: number, after?: string): Promise<readonly Commit[] | undefined>;
  read(commit: string): Promise<Commit>;
  /** Whether a commit id is one of the branch's. */
  isOnBranch(commit: string): Promise<boolean>;
  /** What a commit changed, as a unified diff. */
  diff(commit: string): Promise<string>;
  haveSameFiles(one: string, other: string): Promise<boolean>;
  inForce(): Promise<string | undefined>;
  markInForce(commit: string): Promise<void>;
  /** A new commit on top of `head` with the files of an earlier one. Rejects with MovedError if the branch has moved since. */
  revert(to: string, head: string, author: Author, message: string): Promise<string>;
}

/** Somebody else has committed in between. */
export class MovedError extends Error {
  override name = 'MovedError';
}

const inForceRef = 'refs/mambogo/in-force';
/** A diff beyond this is cut off. */
const maxDiffLength = 200_000;

/** @param remembered number of commits in memory */
export function openSettingsRepository(
  folder: string,
  branch: string,
  remote?: () => Remote,
  remembered = 2_000,
): SettingsRepository {
  const branchRef = `refs/heads/${branch}`;
  const git = createGit(folder, remote);
  const resolve = (name: string): Promise<string | undefined> =>
    git
      .run('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`)
      .then((id) => id.trim() || undefined)
      .catch(() => undefined);

  const log = async (limit: number, from: string): Promise<Commit[]> => {
    const format = ['--format=%x1e%H%x1f%an%x1f%ae%x1f%aI%x1f%B%x1f', '--name-only', '--diff-merges=first-parent'];
    const text = await git.run('log', `--max-count=${limit}`, ...format, from, '--');
    return text
      .split('\x1e')
      .map((entry) => entry.split('\x1f'))
      .filter(([id]) => id?.trim())
      .map(([id = '', author = '', email = '', at = '', message = '', files = '']) => ({
        ...{ id, author, email, at, message: message.trim() },
        files: files.split('\n').filter(Boolean),
      }));
  };

  const [looseFile, packedFile] = [join(folder, branchRef), join(folder, 'packed-refs')];
  const fingerprint = async () => {
    const [loose, packed] = await Promise.all([
      readFile(looseFile, 'utf8').catch(() => ''),
      stat(packedFile).catch(() => undefined),
    ]);
    return `${loose.trim()} ${packed?.mtimeMs ?? 0}`;
  };
  const newest = rememberUntilMoved(fingerprint, async () =>
    (await resolve(branchRef)) === undefined ? [] : log(remembered, branchRef),
  );
  return {
    branchFiles: [looseFile, packedFile],
    async open() {
      if (!(await stat(folder).catch(() => undefined))) await createRepository(folder, branch, remote === undefined);
    },
    async fetch() {
      if (!remote) return;
      await git.run('fetch', '--quiet', '--no-tags', '--prune', remote().url, `+${branchRef}:${branchRef}`);
    },
    fingerprint,
    head: () => resolve(branchRef),
    resolve,
    async files(commit) {
      const listing = await git.run('ls-tree', '-z', '--long', commit);
      const names = listing
        .split('\0')
        .map((line) => /^100\d{3} blob \S+ +(\d+)\t(.+)$/s.exec(line))
        .filter((match) => match !== null)
        .map(([, size, name]) => ({ name: name ?? '', size: Number(size) }));
      const texts = await Promise.all(
        names.map(async ({ name, size }) => {
          // What is too long is refused by its length alone.
          const text =
            size > 4 * maxFileLength ? ' '.repeat(size) : await git.run('cat-file', 'blob', `${commit}:${name}`);
          return [name, text] as const;
        }),
      );
      return new Map(texts);
    },
    newest,
    async history(limit, after) {
      const commits = await newest();
      const first = after === undefined ? 0 : commits.findIndex(({ id }) => id === after) + 1;
      const isRemembered = after === undefined || first > 0;
      if (isRemembered && (first + limit <= commits.length || commits.length < remembered))
        return commits.slice(first, first + limit);
      if (after !== undefined && (await resolve(after)) === undefined) return undefined;
      const from = after === undefined ? branchRef : `${after}^`;
      return (await resolve(from)) === undefined ? [] : log(limit, from);
    },
    async read(commit) {
      const [found] = await log(1, commit);
      if (!found) throw new Error(`${commit} is not a commit`);
      return found;
    },
    async isOnBranch(commit) {
      if ((await resolve(commit)) !== commit) return false;
      return git.run('merge-base', commit, branchRef).then(
        (base) => base === commit,
        () => false,
      );
    },
    async diff(commit) {
      const text = await git.run(
        'show',
        '--format=',
        '--patch',
        '--no-ext-diff',
        '--no-color',
        '-m',
        '--first-parent',
        commit,
        '--',
      );
      return text.slice(0, maxDiffLength);
    },
    async haveSameFiles(one, other) {
      const [a, b] = await Promise.all([one, other].map((commit) => git.run('rev-parse', `${commit}^{tree}`)));
      return a === b;
    },
    inForce: () => resolve(inForceRef),
    async markInForce(commit) {
      await git.run('update-ref', inForceRef, commit);
    },
    async revert(to, head, author, message) {
      const commit = await git.runAs(author, 'commit-tree', `${to}^{tree}`, '-p', head, '-m', message);
      try {
        if (remote) await git.run('push', '--quiet', remote().url, `${commit}:${branchRef}`);
        await git.run('update-ref', branchRef, commit, head);
      } catch (error) {
        throw new MovedError('the branch has moved, or cannot be written', { cause: error });
      }
      return commit;
    },
  };
}
