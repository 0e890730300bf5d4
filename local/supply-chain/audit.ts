/**
 * `npm run audit`: known vulnerabilities of production dependencies. Exit codes: 0 none known; 1 some; 69 (EX_UNAVAILABLE) the
 * database did not respond, so nothing is known.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { commandLine } from '../cli/command-line.ts';
import { root } from '../images/image-builder.ts';
import { cacheFolder } from '../toolchain/cache-folder.ts';
import { findCommand } from '../toolchain/find-command.ts';
import { type AuditResult, classifyNpmAudit } from './classify-npm-audit.ts';

commandLine('audit', {
  purpose: 'Known vulnerabilities of production dependencies: npm packages and the Go programs built here.',
  examples: [['', 'queries the npm registry, and vuln.go.dev or the database in GOVULNDB']],
  notes: 'Exit codes: 0 none known, 1 some, 69 a database did not respond.',
}).parse();

const codes = { clean: 0, vulnerable: 1, unknown: 69 } as const;

async function run(command: string, args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const closed = once(child, 'close') as Promise<[number | null]>;
  const [[code], out, err] = await Promise.all([closed, text(child.stdout), text(child.stderr)]);
  return { code, out, err };
}

async function npmAudit(): Promise<AuditResult> {
  const { out } = await run('npm', ['audit', '--omit=dev', '--json']);
  return classifyNpmAudit(out);
}

/** Queries vuln.go.dev, or the database in GOVULNDB, such as a local copy. */
async function goAudit(): Promise<AuditResult> {
  if (!findCommand('govulncheck'))
    return {
      result: 'unknown',
      message: 'govulncheck is not installed: go install golang.org/x/vuln/cmd/govulncheck@latest',
    };
  const found: AuditResult[] = [];
  for (const program of globSync('dapr-[0-9]*/daprd', { cwd: cacheFolder() })) {
    const { code, out, err } = await run('govulncheck', ['-mode=binary', join(cacheFolder(), program)]);
    if (code === 0) found.push({ result: 'clean', message: `${program}: none known` });
    else if (code === 3) found.push({ result: 'vulnerable', message: out.trim() });
    else found.push({ result: 'unknown', message: err.trim().split('\n').at(-1) ?? 'no answer' });
  }
  return (
    found.find(({ result }) => result !== 'clean') ??
    found[0] ?? { result: 'clean', message: 'no Go program was built' }
  );
}

const results = [
  ['npm packages', await npmAudit()],
  ['Go programs', await goAudit()],
] as const;
for (const [what, { result, message: said }] of results) process.stdout.write(`${what}: ${result}\n  ${said}\n`);
const all = results.map(([, { result }]) => result);
process.exitCode = codes[all.includes('vulnerable') ? 'vulnerable' : all.includes('unknown') ? 'unknown' : 'clean'];
