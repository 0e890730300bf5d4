/**
 * Builds programs from Go modules, once per version and source. A tool's folder here pins it: go.mod names the version and go.sum
 * its checksums, so no other version is resolved.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../supervisor/run-command.ts';
import { withLock } from '../supervisor/runner-lock.ts';
import { StartError } from '../supervisor/start-error.ts';
import { buildOnce } from './build-once.ts';
import { findCommand } from './find-command.ts';
import { patchModules } from './patch-modules.ts';
import { runDownload } from './run-download.ts';
import { sourceHash } from './source-hash.ts';

export interface GoTool<Program extends string = string> {
  /** Its folder in toolchain/. */
  readonly name: string;
  /** The module whose version is the tool's. */
  readonly module: string;
  /** Program -> the package it is built from. */
  readonly programs: Readonly<Record<Program, string>>;
  /** Linker variables for the program's version, without `v`. */
  readonly stamps?: (version: string) => Readonly<Record<string, string>>;
  /** Uses cgo, so it needs a C compiler. */
  readonly cgo?: boolean;
  /** Seconds for a build from scratch on two idle cores, where it is worth mentioning. */
  readonly seconds?: number;
  /** The program reads files of its module at run time, so their path is compiled in. */
  readonly embedsBuildPath?: boolean;
}

/** Folders for builds and their logs. */
export interface BuildDirs {
  readonly cache: string;
  /** Folder of the logs. */
  readonly logs: string;
}

/** @returns program -> file */
export async function buildGo<Program extends string>(
  tool: GoTool<Program>,
  { cache, logs }: BuildDirs,
): Promise<Record<Program, string>> {
  const version = pinnedVersion(tool);
  const stamps = Object.entries(tool.stamps?.(version) ?? {}).map(([name, value]) => `-X ${name}=${value}`);
  const programs = Object.entries<string>(tool.programs) as [Program, string][];
  const folder = await buildOnce(builtFolder(tool, cache), (into) =>
    // Two compilers in parallel on few cores are no faster.
    withLock('go-build', async () => {
      const log = join(logs, `build-${tool.name}.log`);
      const patched = join(into, 'patched');
      const replacements = await patchModules({
        toolFolder: toolFolder(tool),
        into: patched,
        log,
        moduleFolder: (module) => downloadedModule(tool, module, log),
      });
      await go(
        tool,
        [
          'build',
          ...replacements,
          ...(tool.embedsBuildPath ? [] : ['-trimpath']),
          ...['-ldflags', ['-s -w', ...stamps].join(' '), ...outputs(into, programs)],
        ],
        log,
      );
      rmSync(patched, { recursive: true, force: true });
    }),
  );
  return Object.fromEntries(programs.map(([program]) => [program, join(folder, program)])) as Record<Program, string>;
}

/** Path of a built tool. */
const builtFolder = (tool: GoTool, cache: string): string =>
  join(cache, `${tool.name}-${pinnedVersion(tool)}-${sourceHash([toolFolder(tool)])}`);

export const isBuilt = (tool: GoTool, { cache }: BuildDirs): boolean => existsSync(builtFolder(tool, cache));

/** Several packages can be built into a folder, each under its own name; a single one can be named. */
const outputs = (folder: string, programs: readonly (readonly [string, string])[]): string[] => {
  const [only] = programs;
  if (programs.length === 1 && only) return ['-o', join(folder, only[0]), only[1]];
  return ['-o', `${folder}/`, ...programs.map(([, source]) => source)];
};

/** Folder of a module's own files (manifests, charts), downloaded if missing. */
export const goModule = (tool: GoTool, { logs }: BuildDirs): Promise<string> =>
  downloadedModule(tool, tool.module, join(logs, `build-${tool.name}.log`));

async function downloadedModule(tool: GoTool, module: string, log: string): Promise<string> {
  const answer = await go(tool, ['mod', 'download', '-json', module], log, runDownload);
  return (JSON.parse(answer) as { Dir: string }).Dir;
}

export async function go(tool: GoTool, args: readonly string[], log: string, run = runCommand): Promise<string> {
  const command = findCommand('go');
  if (!command) throw new StartError('Go is missing: install Go 1.26 or newer (https://go.dev/dl/) and start again');
  // Builds run at low priority.
  return run({
    command: 'nice',
    args: ['-n', '19', command, ...args],
    folder: toolFolder(tool),
    environment: { CGO_ENABLED: tool.cgo ? '1' : '0', ...goSettings() },
    log,
  });
}

const toolFolder = ({ name }: GoTool): string => fileURLToPath(new URL(name, import.meta.url));

/** Without the `v`. */
export function pinnedVersion(tool: GoTool): string {
  const text = readFileSync(join(toolFolder(tool), 'go.mod'), 'utf8');
  const found = new RegExp(`\\s${RegExp.escape(tool.module)} v(\\S+)`).exec(text)?.[1];
  if (!found) throw new Error(`toolchain/${tool.name}/go.mod names no version of ${tool.module}`);
  return found;
}

/** The user's own Go settings for module sources and caches apply. */
const goSettings = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      /^GO[A-Z]+$|_proxy$/i.test(name) && value ? [[name, value]] : [],
    ),
  );
