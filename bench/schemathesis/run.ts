/**
 * `npm run bench -- schemathesis`: schemathesis sends requests that the OpenAPI document allows and many that it does not,
 * including control characters, lone surrogates and texts of maximum length (hostile_texts.py), through the gateway of a
 * dedicated shop: half of them as a merchant, half as a shopper. Exit code 1 on a 5xx or an undocumented response. A running
 * shop (`--url`) must have no rate limits, and a run that outlasts its tokens is meaningless.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { routes } from '@mambogo/contracts/api/routes.ts';
import { logInPages } from '../../e2e/shopper/log-in-pages.ts';
import { discover, logIn } from '../../e2e/shopper/oidc.ts';
import { webOrigin, wholeNumber } from '../../local/cli/argument-values.ts';
import { noRateLimits } from '../../local/shop/rate-limits.ts';
import { startShop } from '../../local/shop/start-shop.ts';
import { silentProgress } from '../../local/supervisor/progress.ts';
import { dataFolder } from '../../local/toolchain/cache-folder.ts';
import { benchArguments, benchCommandLine, fromUser } from '../bench-command-line.ts';
import { installSchemathesis } from './install.ts';

const given = benchCommandLine('schemathesis', [
  ['', 'on a dedicated shop'],
  ['--cases 500 --seed 7', 'fewer and other requests'],
])
  .option('--cases <n>', 'number of requests', wholeNumber(1), 3_000)
  .option('--seed <n>', 'which ones', wholeNumber(), 1)
  .option('--url <url>', 'a running shop without rate limits; a run that outlasts its tokens is meaningless', webOrigin)
  .option('--port-offset <n>', 'offset of all ports of the dedicated shop', wholeNumber(), 20_000)
  .option('--folder <folder>', 'folder for the files of schemathesis', dataFolder('bench-schemathesis'))
  .parse(benchArguments(), fromUser)
  .opts();
/** A merchant and a shopper; the password equals the name. */
const accounts = ['admin', 'demo'];

/** The checks: server errors, and undocumented responses. */
const checks = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
];

const python = await installSchemathesis();
const shop = given.url
  ? undefined
  : await startShop({
      portOffset: given.portOffset,
      dataDir: dataFolder('bench'),
      progress: silentProgress,
      limits: noRateLimits,
      // One token for the whole run: after its expiry, everything would be a documented 401.
      settings: { identity: { ACCESS_TOKEN_SECONDS: '14400' } },
      fresh: true,
    });
try {
  const url = given.url ?? shop?.url ?? '';
  for (const account of accounts) {
    console.log(`\nas ${account}`);
    const { access_token: token } = await logIn(await discover(url), logInPages(account, account));
    const code = await ask(url, token);
    process.exitCode ||= code;
  }
} finally {
  await shop?.stop();
}
process.exit();

/** The exit code: 0 when nothing was found. */
async function ask(url: string, token: string): Promise<number> {
  const args = [
    '-c',
    'from schemathesis.cli import schemathesis; schemathesis()',
    'run',
    resolve(import.meta.dirname, '../../docs/api/openapi.yaml'),
    ...['--url', url, '--header', `Authorization: Bearer ${token}`, '--seed', String(given.seed)],
    ...['--checks', checks.join(','), '--continue-on-failure', '--request-timeout', '20', '--workers', '1'],
    // One worker: with more, Python 3.11 fails in its own parser. A stream of an existing order never ends.
    ...['--exclude-operation-id', 'followOrder', '--exclude-operation-id', 'followOrders'],
    ...['--phases', 'examples,coverage,fuzzing', '--no-shrink'],
    ...['--max-examples', String(Math.ceil(given.cases / accounts.length / (routes.length - 2)))],
  ];
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', '--', python, ...args], {
    stdio: 'inherit',
    cwd: given.folder,
    env: {
      ...process.env,
      SCHEMATHESIS_HOOKS: 'hostile_texts',
      PYTHONPATH: import.meta.dirname,
      PYTHONDONTWRITEBYTECODE: '1',
    },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
