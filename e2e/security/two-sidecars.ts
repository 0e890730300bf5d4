/** Two sidecars of the shop's own build, without a shop: one calls, the other has an application. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@mambogo/local/supervisor/ports.ts';
import { buildDapr } from '@mambogo/local/toolchain/build-dapr.ts';
import { cacheFolder } from '@mambogo/local/toolchain/cache-folder.ts';
import { stringify } from 'yaml';

export const apiToken = 'token';

export interface SidecarAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

export interface TwoSidecars {
  /** Sends bytes (a character each) to the calling sidecar; the connection must end with the response. */
  send(latin1: string): Promise<SidecarAnswer>;
  /** Stops the application; its sidecar keeps running. */
  stopApplication(): Promise<void>;
  /** Stops the second sidecar; its name stays registered. */
  stopSidecar(): Promise<void>;
  close(): Promise<void>;
}

/** `callee` may be called, `closed` rejects everybody by its access rules. */
export async function startTwoSidecars(): Promise<TwoSidecars> {
  const folder = mkdtempSync(join(tmpdir(), 'sidecars-'));
  const { daprd } = await buildDapr({ cache: cacheFolder(), logs: folder });
  const application = await startApplication();
  const appPort = portOf(application);
  const sidecars: Record<'caller' | 'callee' | 'closed', ChildProcess | undefined> = {
    caller: undefined,
    callee: undefined,
    closed: undefined,
  };
  const callerPort = await freePort();
  const common = { folder, daprd };
  sidecars.callee = await startSidecar({ ...common, appId: 'callee', appPort });
  sidecars.closed = await startSidecar({ ...common, appId: 'closed', appPort, defaultAction: 'deny' });
  sidecars.caller = await startSidecar({ ...common, appId: 'caller', httpPort: callerPort });
  const end = async (process: ChildProcess | undefined) => {
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    const gone = once(process, 'exit');
    process.kill('SIGKILL');
    await gone;
  };
  return {
    async send(latin1) {
      const socket = createConnection(callerPort, '127.0.0.1');
      await once(socket, 'connect');
      let whole = '';
      socket.setEncoding('latin1').on('data', (data) => {
        whole += String(data);
      });
      // A client rejected before the end of its request sees a reset behind the response.
      socket.on('error', () => undefined).write(latin1, 'latin1');
      await once(socket, 'close');
      const [head = '', body = ''] = whole.split(/\r\n\r\n([\s\S]*)/, 2);
      return {
        status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]),
        type: /^content-type: *(.*)$/im.exec(head)?.[1]?.trim() ?? '',
        text: /transfer-encoding: chunked/i.test(head) ? unchunk(body) : body,
      };
    },
    async stopApplication() {
      application.closeAllConnections();
      await new Promise((resolve) => application.close(resolve));
    },
    stopSidecar: () => end(sidecars.callee),
    async close() {
      await Promise.all(Object.values(sidecars).map(end));
      application.closeAllConnections();
      application.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Responds as its path says. */
async function startApplication(): Promise<Server> {
  const application = createServer((request, response) => {
    request.resume().once('end', () => {
      if (request.url === '/bad-header') response.setHeader('x-name', 'caf\u00e9');
      if (request.url === '/no-http') return request.socket.end('nonsense\r\n\r\n');
      // With a string, node would write the head in the string's encoding, UTF-8.
      response.end(Buffer.from('{}'));
    });
  });
  await new Promise<void>((resolve) => application.listen(0, '127.0.0.1', resolve));
  return application;
}

export interface SidecarParts {
  readonly folder: string;
  readonly daprd: string;
  readonly appId: string;
  readonly appPort?: number;
  readonly httpPort?: number;
  readonly defaultAction?: 'deny';
  readonly flags?: readonly string[];
}

export async function startSidecar({
  folder,
  daprd,
  appId,
  appPort,
  httpPort,
  defaultAction,
  flags: more = [],
}: SidecarParts) {
  const configuration = join(folder, `${appId}.yaml`);
  const spec = {
    nameResolution: {
      component: 'sqlite',
      version: 'v1',
      configuration: { connectionString: join(folder, 'names.db'), cleanupInterval: '0' },
    },
    ...(defaultAction ? { accessControl: { defaultAction, trustDomain: 'public' } } : {}),
  };
  writeFileSync(
    configuration,
    stringify({ apiVersion: 'dapr.io/v1alpha1', kind: 'Configuration', metadata: { name: appId }, spec }),
  );
  const flags = [
    ...['--app-id', appId, '--config', configuration, '--enable-metrics=false', '--max-body-size', '64Ki'],
    ...['--read-buffer-size', '64Ki', '--dapr-listen-addresses', '127.0.0.1'],
    ...['--dapr-internal-grpc-listen-address', '127.0.0.1', '--disable-init-endpoints', 'config,subscribe'],
    ...['--dapr-http-port', String(httpPort ?? (await freePort())), '--dapr-grpc-port', String(await freePort())],
    ...['--dapr-internal-grpc-port', String(await freePort())],
    ...(appPort ? ['--app-port', String(appPort), '--app-protocol', 'http'] : []),
    ...more,
  ];
  const environment = { ...process.env, DAPR_HOST_IP: '127.0.0.1', DAPR_API_TOKEN: apiToken, NAMESPACE: 'default' };
  const child = spawn(daprd, flags, { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (data) => {
      output = (output + String(data)).slice(-20_000);
      if (output.includes('dapr initialized. Status: Running')) resolve();
    });
    child.once('exit', () => reject(new Error(`a sidecar ended: ${output.slice(-2_000)}`)));
  });
  return child;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

function unchunk(body: string): string {
  const [, size = '0', rest = ''] = /^([0-9a-f]+)\r\n([\s\S]*)/i.exec(body) ?? [];
  const length = Number.parseInt(size, 16);
  return length === 0 ? '' : rest.slice(0, length) + unchunk(rest.slice(length + 2));
}
