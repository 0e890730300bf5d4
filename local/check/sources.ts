/** The repository's source files, as listed by git, including uncommitted ones. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Source {
  /** From the repository's root, with `/`. */
  readonly path: string;
  readonly text: string;
}

export const readSources = (root: string): Source[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z', '*.ts', '*.tsx', '*.cjs'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((path) => path !== '' && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

/** What runs in a shop and beside it; no tests. */
export const isProductSource = (path: string): boolean =>
  /^(packages|services|operator)\/.*\.tsx?$/.test(path) &&
  !/\.test\.tsx?$|\/testing\/|services\/web\/src\/(app|build)\//.test(path);
