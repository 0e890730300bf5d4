/**
 * A proxy to the API server that simulates throttling: while enabled, requests for the given kinds get a 429 with a Retry-After
 * of one second. (The API server's own priority levels let one request through at a time even without a seat.)
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KubeConfig } from '@kubernetes/client-node';
import { Agent, request } from 'undici';
import { operatorUser } from './operator-account.ts';
import type { TestCluster } from './test-cluster.ts';

export interface ThrottlingProxy {
  /** The operator's account, through this proxy. */
  readonly kubeConfig: KubeConfig;
  /** Open watches continue, as with a throttling server. */
  throttle(on: boolean): void;
  /** Requests rejected with 429 so far. */
  rejectedRequests(): number;
  close(): Promise<void>;
}

/** @param kinds as in paths, e.g. `networkpolicies` */
export async function startThrottlingProxy(cluster: TestCluster, kinds: string): Promise<ThrottlingProxy> {
  const admin = new KubeConfig();
  admin.loadFromFile(cluster.kubeconfig);
  const options: { ca?: Buffer; cert?: Buffer; key?: Buffer } = {};
  await admin.applyToHTTPSOptions(options);
  const agent = new Agent({ connect: options, bodyTimeout: 0, headersTimeout: 0 });
  let [on, rejectedRequests] = [false, 0];
  const server = createServer(async (asked, answer) => {
    if (on && asked.url?.includes(`/${kinds}`)) {
      rejectedRequests += 1;
      answer.writeHead(429, { 'retry-after': '1' }).end('{"kind":"Status","reason":"TooManyRequests","code":429}');
      return;
    }
    const { host: _, connection: __, 'transfer-encoding': ___, ...headers } = asked.headers;
    const gone = new AbortController();
    answer.once('close', () => gone.abort());
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of asked) chunks.push(chunk as Buffer);
      const {
        statusCode,
        headers: given,
        body,
      } = await request(new URL(asked.url ?? '/', cluster.url), {
        dispatcher: agent,
        method: asked.method as 'GET',
        headers,
        body: chunks.length > 0 ? Buffer.concat(chunks) : undefined,
        signal: gone.signal,
      });
      answer.writeHead(statusCode, given);
      answer.flushHeaders();
      for await (const chunk of body) answer.write(chunk);
      answer.end();
    } catch {
      answer.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromClusterAndUser(
    { name: 'throttling', server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, skipTLSVerify: true },
    { name: operatorUser, impersonateUser: operatorUser },
  );
  return {
    kubeConfig,
    throttle(whether) {
      on = whether;
    },
    rejectedRequests: () => rejectedRequests,
    async close() {
      server.closeAllConnections();
      server.close();
      await agent.destroy();
    },
  };
}
