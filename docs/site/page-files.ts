/** The Markdown files that the site is made of, and their titles. */
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** Folders without pages, wherever they are. */
export const foldersWithoutPages = ['node_modules', 'dist', 'build', '.git'];

/** Every Markdown file of the repository, from its root, sorted. */
export const pageFiles = (): string[] =>
  globSync('**/*.md', { cwd: root, exclude: (name) => foldersWithoutPages.includes(name) }).sort();

/** The first heading; a file without one has its path. */
export const titleOf = (file: string): string =>
  /^# (.+)$/m.exec(readFileSync(join(root, file), 'utf8'))?.[1]?.replaceAll('`', '') ?? file;
