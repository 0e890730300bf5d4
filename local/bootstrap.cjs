// The way in: runs on any Node from 18 on, sees that the dependencies are there (Node 24 among them), and hands over.
//
//   node local/bootstrap.cjs <command> [arguments]
'use strict';
const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const root = path.resolve(__dirname, '..');
const commands = {
  start: 'local/start.ts',
  test: 'local/test.ts',
  nightly: 'local/nightly.ts',
  buy: 'e2e/buy.ts',
  seed: 'e2e/seed.ts',
  screenshots: 'e2e/browser/take-screenshots.ts',
  check: 'local/check.ts',
  simulate: 'e2e/simulation/simulate.ts',
  mutants: 'e2e/mutants/run.ts',
  invariants: 'e2e/invariants/run.ts',
  chaos: 'e2e/chaos/run.ts',
  rebuild: 'local/rebuild.ts',
  republish: 'local/republish.ts',
  backup: 'local/backup.ts',
  restore: 'local/restore.ts',
  reconcile: 'e2e/reconcile/run.ts',
  bench: 'bench/run.ts',
  capacity: 'bench/capacity/run.ts',
  docs: 'docs/docs.ts',
  generate: 'docs/generate.ts',
  cluster: 'local/cluster/cluster.ts',
  tilt: 'local/cluster/tilt.ts',
  images: 'local/images/images.ts',
  journey: 'e2e/cluster/journey.ts',
  kubectl: 'kubectl/build.ts',
  package: 'local/package/package.ts',
  sbom: 'local/supply-chain/sbom.ts',
  audit: 'local/supply-chain/audit.ts',
  'audit:verify': 'e2e/audit/run.ts',
  'audit:accept': 'e2e/audit/accept.ts',
  'new:service': 'local/new-service.ts',
};

const [command, ...args] = process.argv.slice(2);
const script = Object.hasOwn(commands, command || '') ? commands[command] : undefined;
if (!script) fail(`usage: node local/bootstrap.cjs <${Object.keys(commands).join('|')}> [arguments]`, 64);
if (Number(process.versions.node.split('.')[0]) < 18)
  fail(`Node ${process.version} is too old: install Node 18 or newer`);
if (dependenciesAreStale()) installOnce();
if (!fs.existsSync(path.join(root, script))) fail(`${script} is missing`, 66);
handOver();

/** Missing, or older than what is asked for. npm writes both files at once, so a few seconds tell nothing. */
function dependenciesAreStale() {
  const installed = modified('node_modules/.package-lock.json');
  if (installed === undefined || !fs.existsSync(path.join(root, 'node_modules/.bin/node'))) return true;
  return modified('package-lock.json') > installed + 5000;
}

function modified(file) {
  try {
    return fs.statSync(path.join(root, file)).mtimeMs;
  } catch {
    return undefined;
  }
}

/** Two commands at once: one installs, the other waits for it. */
function installOnce() {
  const lock = path.join(root, '.installing');
  try {
    fs.writeFileSync(lock, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (error.code !== 'EEXIST') fail(`${lock} can't be written: ${error.message}`);
    while (isHeld(lock)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
    return dependenciesAreStale() && installOnce();
  }
  process.once('exit', () => fs.rmSync(lock, { force: true }));
  install();
  fs.rmSync(lock, { force: true });
}

/** By a process that is still there; what a killed one left is taken away. */
function isHeld(lock) {
  try {
    process.kill(Number(fs.readFileSync(lock, 'utf8')) || process.pid, 0);
    return true;
  } catch (error) {
    if (error.code === 'ESRCH') fs.rmSync(lock, { force: true });
    return error.code === 'EPERM';
  }
}

function install() {
  const began = Date.now();
  console.log('… npm packages, installed once (half a minute)');
  const arguments_ = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const [program, all] = npm ? [process.execPath, [npm, ...arguments_]] : ['npm', arguments_];
  const run = () => spawnSync(program, all, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  // The network fails now and then.
  let { status, error } = run();
  if (status !== 0 && !error) ({ status, error } = run());
  if (status !== 0) fail(`npm ci failed${error ? `: ${error.message}` : ''}: see the lines above`);
  console.log(`✓ npm packages ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

/**
 * Runs Node 24 as a child that gets every signal, ends when this process or npm
 * vanishes, and gives its exit code.
 */
function handOver() {
  const node = fs.realpathSync(path.join(root, 'node_modules/.bin/node'));
  const nodeArguments = ['--disable-warning=ExperimentalWarning', path.join(root, script), ...args];
  const environment = { ...process.env, ...compileCache() };
  const wrapped = ['--pdeathsig', 'TERM', '--', node, ...nodeArguments];
  const withDeathSignal = process.platform === 'linux' && spawnSync('setpriv', ['--version']).status === 0;
  const child = withDeathSignal
    ? spawn('setpriv', wrapped, { cwd: root, stdio: 'inherit', env: environment })
    : spawn(node, nodeArguments, { cwd: root, stdio: 'inherit', env: environment });
  // The terminal gives Ctrl-C to both; the child takes two at once for one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  watchNpm(child);
  child.on('error', (error) => fail(`${node} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(signal ? 128 + (os.constants.signals[signal] || 0) : code));
}

/** npm killed outright tells nobody; what it started finds itself with another parent. Between the two is a shell. */
function watchNpm(child) {
  if (!process.env.npm_lifecycle_event) return;
  const before = forebears();
  const watch = setInterval(() => {
    if (forebears() === before) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 500).unref();
}

/** Pids of the parent and of its parent. */
function forebears() {
  try {
    const stat = fs.readFileSync(`/proc/${process.ppid}/stat`, 'latin1');
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]}`;
  } catch {
    return `${process.ppid}`;
  }
}

/** Node would make this folder by itself, and never end where none can be made, as below /proc. */
function compileCache() {
  const folder = path.join(cacheFolder(), 'compiled');
  try {
    makeFolder(folder);
    return { NODE_COMPILE_CACHE: folder };
  } catch {
    return {};
  }
}

/** As local/cli/make-folder.ts has it. */
function makeFolder(folder) {
  if (fs.existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  fs.mkdirSync(folder);
}

/** As local/toolchain/cache-folder.ts has it. */
function cacheFolder() {
  if (process.env.MAMBOGO_CACHE) return path.resolve(process.env.MAMBOGO_CACHE);
  if (process.getuid && process.getuid() === 0) return '/var/cache/mambogo';
  return path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'mambogo');
}

function fail(line, code = 1) {
  console.error(line);
  process.exit(code);
}
