/**
 * Patches of modules a tool is built from: `patches/<module>/<what it does>.patch` in the tool's folder. A patched copy replaces the
 * module in the build; the module cache stays as it is. A patch that no longer applies fails the build.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand } from '../supervisor/run-command.ts';

export interface PatchOptions {
  /** With go.mod, go.sum and perhaps patches. */
  readonly toolFolder: string;
  /** Folder for the copies. */
  readonly into: string;
  readonly log: string;
  /** Folder of a module's files. */
  readonly moduleFolder: (module: string) => Promise<string>;
}

/** @returns further arguments of `go build` */
export async function patchModules({ toolFolder, into, log, moduleFolder }: PatchOptions): Promise<string[]> {
  const patches = join(toolFolder, 'patches');
  if (!existsSync(patches)) return [];
  const names = readdirSync(patches, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.patch'));
  const copies = new Map<string, string>();
  for (const name of names.sort()) {
    const module = dirname(name);
    const copy = copies.get(module) ?? join(into, module);
    if (!copies.has(module)) {
      mkdirSync(dirname(copy), { recursive: true });
      const original = await moduleFolder(module);
      await runCommand({ command: 'cp', args: ['-r', '--no-preserve=mode', original, copy], log });
      copies.set(module, copy);
    }
    await runCommand({
      command: 'git',
      args: ['apply', '--whitespace=nowarn', join(patches, name)],
      folder: copy,
      log,
      // In a repository, paths would be relative to its root.
      environment: { GIT_CEILING_DIRECTORIES: dirname(copy) },
    });
  }
  const modules = join(into, 'go.mod');
  const replaced = [...copies].map(([module, copy]) => `replace ${module} => ${copy}\n`);
  writeFileSync(modules, `${readFileSync(join(toolFolder, 'go.mod'), 'utf8')}\n${replaced.join('')}`);
  cpSync(join(toolFolder, 'go.sum'), join(into, 'go.sum'));
  return [`-modfile=${modules}`];
}
