/** /healthz, /readyz and /metrics, for the kubelet and Prometheus. */
import { createServer, type Server } from 'node:http';
import { textFormat } from '@mambogo/metrics/text-format.ts';
import type { Operator } from './operator.ts';

export async function startHealthServer(operator: Operator, port: number): Promise<Server> {
  const server = createServer(async (request, response) => {
    const path = request.url?.split('?')[0];
    if (path === '/healthz') return response.end('live\n');
    if (path === '/readyz')
      return response.writeHead(operator.ready() ? 200 : 503).end(operator.ready() ? 'ready\n' : 'not ready\n');
    if (path === '/metrics') {
      return response.setHeader('content-type', textFormat).end(await operator.meter.render());
    }
    return response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, resolve);
  });
  return server;
}
