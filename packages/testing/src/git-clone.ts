/** A clone of a Git repository in a temporary folder, as somebody has it who commits and pushes. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface GitClone {
  /** Runs git in the clone as Ada; returns its output. */
  git(...args: string[]): string;
  /** Commits and pushes a file; returns the commit. */
  push(file: string, text: string, message?: string): string;
  remove(): void;
}

export function cloneRepository(repository: string): GitClone {
  const folder = mkdtempSync(join(tmpdir(), 'clone-'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@shop.invalid', ...args], {
      cwd: folder,
      encoding: 'utf8',
    }).trim();
  git('clone', '--quiet', repository, '.');
  return {
    git,
    push(file, text, message = `Set ${file}`) {
      writeFileSync(join(folder, file), text);
      git('add', '--all');
      git('commit', '--quiet', '--message', message);
      git('push', '--quiet');
      return git('rev-parse', 'HEAD');
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
