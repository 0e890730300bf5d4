/**
 * Builds programs from Go modules, once per version and source. A tool's folder here pins it: go.mod names the version
 * and go.sum what it is made of, so nothing is looked up but what is named.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../supervisor/run-command.ts';
import { withLock } from '../supervisor/runner-lock.ts';
import { StartError } from '../supervisor/start-error.ts';
import { buildOnce } from './build-once.ts';
import { findCommand } from './find-command.ts';
import { sourceHash } from './source-hash.ts';

export interface GoTool<Program extends string = string> {
  /** Its folder in toolchain/. */
  readonly name: string;
  /** The module whose version is the tool's. */
  readonly module: string;
  /** Program -> the package it is built from. */
  readonly programs: Readonly<Record<Program, string>>;
  /** Variables that tell the program its own version, `v` left out. */
  readonly stamps?: (version: string) => Readonly<Record<string, string>>;
  /** It is made of C too, which a C compiler on this machine translates. */
  readonly cgo?: boolean;
  /** Seconds that building it from nothing takes on two idle cores, where that is worth a word. */
  readonly seconds?: number;
  /** It reads files of its module while it runs, so it is told where they are. */
  readonly embedsBuildPath?: boolean;
}

/** Where a tool is made and what is said about it. */
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
    // Two compilers at once on few cores only take turns.
    withLock('go-build', async () => {
      const log = join(logs, `build-${tool.name}.log`);
      await go(
        tool,
        [
          'build',
          ...(tool.embedsBuildPath ? [] : ['-trimpath']),
          ...['-ldflags', ['-s -w', ...stamps].join(' '), ...outputs(into, programs)],
        ],
        log,
      );
    }),
  );
  return Object.fromEntries(programs.map(([program]) => [program, join(folder, program)])) as Record<Program, string>;
}

/** Where it is once it is built. */
const builtFolder = (tool: GoTool, cache: string): string =>
  join(cache, `${tool.name}-${pinnedVersion(tool)}-${sourceHash([toolFolder(tool)])}`);

export const isBuilt = (tool: GoTool, { cache }: BuildDirs): boolean => existsSync(builtFolder(tool, cache));

/** Several packages can be built into a folder, each under its own name; one can be named. */
const outputs = (folder: string, programs: readonly (readonly [string, string])[]): string[] => {
  const [only] = programs;
  if (programs.length === 1 && only) return ['-o', join(folder, only[0]), only[1]];
  return ['-o', `${folder}/`, ...programs.map(([, source]) => source)];
};

/** The folder of a module's own files (manifests, charts), downloaded if it is not there yet. */
export async function goModule(tool: GoTool, { logs }: BuildDirs): Promise<string> {
  const answer = await go(tool, ['mod', 'download', '-json', tool.module], join(logs, `build-${tool.name}.log`));
  return (JSON.parse(answer) as { Dir: string }).Dir;
}

export async function go(tool: GoTool, args: readonly string[], log: string): Promise<string> {
  const command = findCommand('go');
  if (!command) throw new StartError('Go is missing: install Go 1.26 or newer (https://go.dev/dl/) and start again');
  // Builds wait for whoever else needs the processor.
  return runCommand({
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

/** Where modules come from and are kept is the user's choice. */
const goSettings = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      /^GO[A-Z]+$|_proxy$/i.test(name) && value ? [[name, value]] : [],
    ),
  );
