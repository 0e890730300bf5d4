/**
 * `npm run bench -- schemathesis`: schemathesis sends requests that the OpenAPI document allows and many that it does not,
 * including control characters, lone surrogates and texts of maximum length (hostile_texts.py), through the gateway of a
 * dedicated shop: half of them as a merchant, half as a shopper, with fresh log-ins and ids that exist (real_requests.py). Exit
 * code 1 on a 5xx, an undocumented response, or an operation that only ever rejected the caller (401 or 403). A running shop
 * (`--url`) must have no rate limits.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { routes } from '@mambogo/contracts/api/routes.ts';
import { z } from 'zod';
import { logInPages } from '../../e2e/shopper/log-in-pages.ts';
import { discover, logIn } from '../../e2e/shopper/oidc.ts';
import { webOrigin, wholeNumber } from '../../local/cli/argument-values.ts';
import { makeFolder } from '../../local/cli/make-folder.ts';
import { noRateLimits } from '../../local/shop/rate-limits.ts';
import { startShop } from '../../local/shop/start-shop.ts';
import { silentProgress } from '../../local/supervisor/progress.ts';
import { dataFolder } from '../../local/toolchain/cache-folder.ts';
import { benchArguments, benchCommandLine, fromUser } from '../bench-command-line.ts';
import { installSchemathesis } from './install.ts';
import { findKnownIds } from './known-ids.ts';

const given = benchCommandLine('schemathesis', [
  ['', 'on a dedicated shop'],
  ['--cases 500 --seed 7', 'fewer and other requests'],
])
  .option('--cases <n>', 'number of requests', wholeNumber(1), 3_000)
  .option('--seed <n>', 'which ones', wholeNumber(), 1)
  .option('--url <url>', 'a running shop without rate limits', webOrigin)
  .option('--port-offset <n>', 'offset of all ports of the dedicated shop', wholeNumber(), 20_000)
  .option('--folder <folder>', 'folder for the files of schemathesis', dataFolder('bench-schemathesis'))
  .parse(benchArguments(), fromUser)
  .opts();
/** A merchant and a shopper; the password equals the name. */
const accounts = ['admin', 'demo'];
/** Milliseconds after which an account logs in again: some routes require a log-in of the last five minutes. */
const logInEveryMs = 120_000;
/** A stream of an existing order never ends. */
const streams = routes.filter(({ stream }) => stream).map(({ id }) => id);

/** The checks: server errors, and undocumented responses. */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
];

const Statuses = z.record(z.string(), z.record(z.string(), z.number()));

const python = await installSchemathesis();
const shop = given.url
  ? undefined
  : await startShop({
      portOffset: given.portOffset,
      dataDir: dataFolder('bench'),
      progress: silentProgress,
      limits: noRateLimits,
      fresh: true,
    });
const statuses = new Map<string, Map<string, number>>();
try {
  const url = given.url ?? shop?.url ?? '';
  makeFolder(given.folder);
  const known = await findKnownIds(url, routes, accounts);
  const callbackSecret = shop?.credential('payment', 'psp-webhook-secret');
  writeFileSync(join(given.folder, 'known.json'), JSON.stringify({ ...known, callbackSecret }), { mode: 0o600 });
  for (const account of accounts) {
    console.log(`\nas ${account}`);
    const code = await withFreshToken(url, account, () => ask(url));
    process.exitCode ||= code;
    countStatuses();
  }
} finally {
  await shop?.stop();
}
const rejected = routes.filter(({ id }) => {
  const seen = [...(statuses.get(id)?.keys() ?? [])];
  // Without the shop's secrets, callbacks cannot be signed.
  return (
    !streams.includes(id) && !(given.url && id === 'paymentCallback') && seen.every((status) => /^40[13]$/.test(status))
  );
});
for (const [id, counts] of statuses) console.log(id.padEnd(24), [...counts].map((pair) => pair.join(': ')).join(', '));
for (const { id } of rejected) console.log(`${id}: no request got past 401 and 403`);
process.exit(rejected.length > 0 ? 1 : process.exitCode);

/** While it runs, the file `token` has an access token of a recent log-in. */
async function withFreshToken<T>(url: string, account: string, run: () => Promise<T>): Promise<T> {
  const file = join(given.folder, 'token');
  const renew = async () => {
    const { access_token: token } = await logIn(await discover(url), logInPages(account, account));
    writeFileSync(`${file}.new`, token, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  await renew();
  const timer = setInterval(() => {
    renew().catch((error: unknown) => console.error(`${account} could not log in again: ${error}`));
  }, logInEveryMs);
  try {
    return await run();
  } finally {
    clearInterval(timer);
  }
}

/** Adds those of the last run. */
function countStatuses(): void {
  const text = readFileSync(join(given.folder, 'statuses.json'), 'utf8');
  for (const [id, counts] of Object.entries(Statuses.parse(JSON.parse(text)))) {
    const sum = statuses.get(id) ?? new Map<string, number>();
    for (const [status, count] of Object.entries(counts)) sum.set(status, (sum.get(status) ?? 0) + count);
    statuses.set(id, sum);
  }
}

/** The exit code: 0 when nothing was found. */
async function ask(url: string): Promise<number> {
  const args = [
    '-c',
    'from schemathesis.cli import schemathesis; schemathesis()',
    'run',
    resolve(import.meta.dirname, '../../docs/api/openapi.yaml'),
    ...['--url', url, '--seed', String(given.seed)],
    ...['--checks', checks.join(','), '--continue-on-failure', '--request-timeout', '20', '--workers', '1'],
    // One worker: with more, Python 3.11 fails in its own parser.
    ...streams.flatMap((id) => ['--exclude-operation-id', id]),
    ...['--phases', 'examples,coverage,fuzzing', '--no-shrink'],
    ...['--max-examples', String(Math.ceil(given.cases / accounts.length / (routes.length - streams.length)))],
  ];
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', python, ...args], {
    stdio: 'inherit',
    cwd: given.folder,
    env: {
      ...process.env,
      SCHEMATHESIS_HOOKS: 'real_requests',
      BENCH_FILES: given.folder,
      PYTHONPATH: import.meta.dirname,
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
