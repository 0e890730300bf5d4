/** An embedded store of a sample shop as a local process: its real start script and files, with other folders and ports. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { serverUser } from '@mambogo/local/stores/system-user.ts';
import { freePort } from '@mambogo/local/supervisor/ports.ts';
import { fieldList, fieldNumber, fieldText, type KubeObject } from '../src/kube/kube-object.ts';
import { storeFolders } from '../src/resources/store-stateful-set.ts';
import type { SampleShop } from './sample-shop.ts';
import { waitUntil } from './wait-until.ts';

export interface StoreProcess {
  readonly port: number;
  /** Mount path of its ConfigMap. */
  readonly config: string;
  /** Resolves when its port accepts connections, which may be before it accepts work. */
  start(): Promise<void>;
  /**
   * Stops it like the kubelet: runs the pod's preStop hook, if any, then sends SIGTERM.
   * @param signal another signal to stop it, without the hook
   */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** To the server's process. */
  signal(signal: NodeJS.Signals): void;
  isRunning(): boolean;
  /** The same store of a shop whose spec was changed, from the next start on. */
  become(shop: SampleShop): void;
  /** The end of its log. */
  output(): string;
  remove(): void;
}

export interface StoreProcessSettings {
  readonly shop: SampleShop;
  readonly store: string;
  /** User to run as, when this process is root. */
  readonly user?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Further text replacements: names that resolve in a cluster only. */
  readonly replace?: Readonly<Record<string, string>>;
  /** Of a store with several members, which all use the same ports. Default: the first member, at free ports of this machine. */
  readonly member?: { readonly ordinal: number; readonly ports: Readonly<Record<string, number>>; address(): string };
}

export async function startStoreProcess({
  shop,
  store,
  user,
  environment = {},
  replace = {},
  member,
}: StoreProcessSettings): Promise<StoreProcess> {
  const named = (kind: string, name: string, of = shop): KubeObject =>
    of.objects.find((object) => object.kind === kind && object.metadata.name === name) ?? missing(kind, name);
  const statefulSet = named('StatefulSet', `shop-${store}`);
  const [container] = fieldList(statefulSet.spec, 'template', 'spec', 'containers');
  const folder = mkdtempSync(join(tmpdir(), `${store}-`));
  const account = user ? serverUser(user) : undefined;
  const makeFolder = (name: string): string => {
    const made = join(folder, name);
    mkdirSync(made, { recursive: true, mode: 0o700 });
    if (account) chownSync(made, account.uid, account.gid);
    return made;
  };
  chmodSync(folder, 0o755);
  const folderByMount = new Map<string, string>([
    ...Object.entries(replace),
    [storeFolders.data, makeFolder('data')],
    [storeFolders.config, makeFolder('config')],
    [storeFolders.secret, makeFolder('secret')],
    [storeFolders.tls, makeFolder('tls')],
  ]);
  for (const mount of fieldList(container, 'volumeMounts').map((one) => fieldText(one, 'mountPath') ?? '')) {
    if (!folderByMount.has(mount) && mount !== '/tmp' && mount !== '/dev/shm')
      folderByMount.set(mount, makeFolder(mount.slice(1).replaceAll('/', '-')));
  }
  const ports = new Map<string, number>();
  for (const one of fieldList(container, 'ports')) {
    const standard = String((one as { containerPort: number }).containerPort);
    ports.set(standard, member?.ports[standard] ?? (await freePort()));
    folderByMount.set(standard, String(ports.get(standard)));
  }
  const temporary = makeFolder('tmp');
  folderByMount.set('/tmp/', `${temporary}/`);
  folderByMount.set('--tmpdir=/tmp', `--tmpdir=${temporary}`);
  // One pass, longest first: replaced text is not searched again.
  const standing = [...folderByMount.keys()]
    .sort((one, other) => other.length - one.length)
    .map(RegExp.escape)
    .join('|');
  const here = (text: string) =>
    text.replaceAll(new RegExp(standing, 'g'), (found) => folderByMount.get(found) ?? found);
  const put = (place: string, files: Record<string, string>, adapt = here) => {
    for (const [name, text] of Object.entries(files)) {
      const file = join(folderByMount.get(place) ?? '', name);
      writeFileSync(file, adapt(text), { mode: 0o600 });
      if (account) chownSync(file, account.uid, account.gid);
    }
  };
  const secret = (of: SampleShop, name: string): Record<string, string> =>
    Object.fromEntries(
      Object.entries(named('Secret', name, of).data as Record<string, string>).map(([key, text]) => [
        key,
        Buffer.from(text, 'base64').toString(),
      ]),
    );
  const configure = (of: SampleShop): void => {
    put(storeFolders.config, named('ConfigMap', `shop-${store}`, of).data as Record<string, string>);
    put(storeFolders.secret, secret(of, `shop-${store}-server`));
    // The content of a certificate may look like a port.
    put(storeFolders.tls, secret(of, `shop-${store}-tls`), (text) => text);
  };
  configure(shop);

  const identity = account ? [`--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups'] : [];
  const [shell, ...beforeStop] = fieldList(container, 'lifecycle', 'preStop', 'exec', 'command').map((word) =>
    here(String(word)),
  );
  const grace = fieldNumber(statefulSet.spec, 'template', 'spec', 'terminationGracePeriodSeconds') * 1_000;
  const environmentEntries = fieldList(container, 'env').map((one) => [
    fieldText(one, 'name') ?? '',
    fieldText(one, 'value') ?? '',
  ]);
  let child: ChildProcess | undefined;
  const isRunning = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  let output = '';
  const port = ports.values().next().value ?? 0;
  return {
    port,
    config: folderByMount.get(storeFolders.config) ?? '',
    async start() {
      const script = join(folderByMount.get(storeFolders.config) ?? '', 'start.sh');
      output = '';
      child = spawn('setpriv', ['--pdeathsig', 'KILL', ...identity, '--', 'sh', script], {
        cwd: '/',
        env: {
          PATH: process.env.PATH,
          ...Object.fromEntries(environmentEntries),
          HOSTNAME: `shop-${store}-${member?.ordinal ?? 0}`,
          TMPDIR: temporary,
          ...environment,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (data: Buffer) => (output = (output + data).slice(-200_000)));
      await waitUntil(async () => child?.exitCode !== null || acceptsConnections(port, member?.address()));
      if (child.exitCode !== null) throw new Error(`${store} exited: ${output.slice(-4_000)}`);
    },
    async stop(signal) {
      if (!child || !isRunning()) return;
      const ended = once(child, 'exit');
      if (shell && !signal)
        await promisify(execFile)('setpriv', [...identity, '--', shell, ...beforeStop], { cwd: '/' });
      child.kill(signal ?? 'SIGTERM');
      const kill = setTimeout(() => child?.kill('SIGKILL'), grace);
      await ended;
      clearTimeout(kill);
    },
    signal: (signal) => child?.kill(signal),
    isRunning,
    become: configure,
    output: () => output,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const missing = (kind: string, name: string): never => {
  throw new Error(`the shop has no ${kind} ${name}`);
};

const acceptsConnections = (port: number, host = '127.0.0.1') =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, host, () => resolve(true));
    socket.once('error', () => resolve(false)).once('close', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
