/** `npm run check`: static checks of the sources. One line per check; exit code 1 when one fails. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { baseline, changesSince } from '@mambogo/docs/compatibility/released-documents.ts';
import { staleFiles } from './check/generated-files.ts';
import { checkHouseRules } from './check/house-rules.ts';
import { checkServiceShape } from './check/service-shape.ts';
import { readSources } from './check/sources.ts';
import { commandLine } from './cli/command-line.ts';

export interface CheckCount {
  readonly passed: number;
  readonly failed: number;
}

const root = resolve(import.meta.dirname, '..');

/** Name -> problems, one line each; none: the check passes. */
const checks: readonly (readonly [string, () => Promise<readonly string[]>])[] = [
  ['types (tsc)', () => checkTypes('.', 'node')],
  ['types in the browser (tsc)', () => checkTypes('services/web/src/app', 'browser')],
  ['style (biome)', () => tool('biome', ['check', '--colors=off', '--error-on-warnings', '.'])],
  ['generated files', () => staleFiles(root)],
  [`compatible with version ${baseline}`, async () => changesSince(root, baseline)],
  ['house rules', async () => checkHouseRules(readSources(root))],
  ['shape of services', async () => checkServiceShape(readSources(root))],
];

export async function runChecks(out: NodeJS.WritableStream = process.stdout): Promise<CheckCount> {
  let failed = 0;
  for (const [name, check] of checks) {
    const began = performance.now();
    const faults = await check().catch((error: unknown) => [error instanceof Error ? error.message : String(error)]);
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    out.write(`${faults.length === 0 ? 'PASS' : 'FAIL'} ${name} (${seconds} s)\n`);
    for (const fault of faults) out.write(`     ${fault}\n`);
    if (faults.length > 0) failed += 1;
  }
  return { passed: checks.length - failed, failed };
}

/** Checks again what changed since the last time, and what depends on it: a sixth of the time. */
function checkTypes(project: string, name: string): Promise<string[]> {
  const remembered = resolve(root, `node_modules/.cache/types-${name}.tsbuildinfo`);
  return tool('tsc', ['--noEmit', '-p', project, '--incremental', '--tsBuildInfoFile', remembered]);
}

/** Runs a tool of node_modules; returns the lines of its output when it fails. */
async function tool(name: string, args: string[]): Promise<string[]> {
  try {
    await promisify(execFile)(resolve(root, 'node_modules/.bin', name), args, { cwd: root, maxBuffer: 2 ** 26 });
    return [];
  } catch (error) {
    if (!(error instanceof Error && 'stdout' in error && 'stderr' in error)) throw error;
    return `${error.stdout}${error.stderr}`.split('\n').filter((line) => line.trim() !== '');
  }
}

if (import.meta.main) {
  commandLine('check', {
    purpose: 'Static checks of the sources: types, style, generated files up to date, house rules.',
    examples: [['', 'one line per check; exit code 1 when one fails']],
  }).parse();
  const { failed } = await runChecks();
  process.exitCode = failed === 0 ? 0 : 1;
}
