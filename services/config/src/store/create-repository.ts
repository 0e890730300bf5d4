/** Creates the bare repository: empty for a mirror, otherwise with a first commit of files that explain themselves. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGit } from './git.ts';
import { initialFiles } from './initial-files.ts';

const shop = { name: 'Mambogo', email: 'config@mambogo.invalid' };

/** Made beside its place and renamed when complete, so that an interrupted start leaves nothing half-made. */
export async function createRepository(folder: string, branch: string, withFiles: boolean): Promise<void> {
  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o700 });
  const git = createGit(partial);
  await git.run('init', '--quiet', '--bare', `--initial-branch=${branch}`, '.');
  if (withFiles) await commitFiles(partial, branch);
  await rename(partial, folder);
}

async function commitFiles(folder: string, branch: string): Promise<void> {
  const git = createGit(folder);
  const files = join(folder, 'first-files');
  await mkdir(files);
  for (const [name, text] of Object.entries(initialFiles)) await writeFile(join(files, name), text);
  await git.run(`--work-tree=${files}`, 'add', '--all');
  const commit = await git.runAs(shop, 'commit-tree', await git.run('write-tree'), '-m', 'Settings of a new shop');
  await git.run('update-ref', `refs/heads/${branch}`, commit);
  await rm(files, { recursive: true });
}
