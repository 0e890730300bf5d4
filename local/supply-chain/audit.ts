/**
 * `npm run audit`: known vulnerabilities of what runs in production. Exit code 0: asked, and none is known; 1: there are some;
 * 69 (EX_UNAVAILABLE): whoever knows did not answer, so nothing is known.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { commandLine } from '../cli/command-line.ts';
import { root } from '../images/image-builder.ts';
import { findCommand } from '../toolchain/find-command.ts';
import { cacheFolder } from '../toolchain/folders.ts';
import { judgeNpmAudit, type Verdict } from './judge-audit.ts';

commandLine('audit', {
  purpose: 'Known vulnerabilities of what runs in production: npm packages and the Go programs built here.',
  examples: [['', 'asks the npm registry, and vuln.go.dev or what GOVULNDB names']],
  notes: 'Exit codes: 0 none is known, 1 there are some, 69 whoever knows did not answer.',
}).parse();

const codes = { clean: 0, vulnerable: 1, unknown: 69 } as const;

async function run(command: string, args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'close') as Promise<[number | null]>;
  const [[code], out, err] = await Promise.all([closed, text(child.stdout), text(child.stderr)]);
  return { code, out, err };
}

async function npmAudit(): Promise<Verdict> {
  const { out } = await run('npm', ['audit', '--omit=dev', '--json']);
  return judgeNpmAudit(out);
}

/** It asks vuln.go.dev, or what GOVULNDB names: a copy of it on a disk, say. */
async function goAudit(): Promise<Verdict> {
  if (!findCommand('govulncheck'))
    return { result: 'unknown', said: 'govulncheck is not here: go install golang.org/x/vuln/cmd/govulncheck@latest' };
  const found: Verdict[] = [];
  for (const program of globSync('dapr-[0-9]*/daprd', { cwd: cacheFolder() })) {
    const { code, out, err } = await run('govulncheck', ['-mode=binary', join(cacheFolder(), program)]);
    if (code === 0) found.push({ result: 'clean', said: `${program}: none known` });
    else if (code === 3) found.push({ result: 'vulnerable', said: out.trim() });
    else found.push({ result: 'unknown', said: err.trim().split('\n').at(-1) ?? 'no answer' });
  }
  return (
    found.find(({ result }) => result !== 'clean') ?? found[0] ?? { result: 'clean', said: 'no Go program was built' }
  );
}

const verdicts = [
  ['npm packages', await npmAudit()],
  ['Go programs', await goAudit()],
] as const;
for (const [what, { result, said }] of verdicts) process.stdout.write(`${what}: ${result}\n  ${said}\n`);
const all = verdicts.map(([, { result }]) => result);
process.exitCode = codes[all.includes('vulnerable') ? 'vulnerable' : all.includes('unknown') ? 'unknown' : 'clean'];
