/** Forwards a loopback port of the machine into the cluster. */
import { connect, createServer, type Server } from 'node:net';
import { StartError } from '../supervisor/start-error.ts';

export function forwardPort(localPort: number, address: string, targetPort: number): Promise<Server> {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    const upstream = connect({ host: address, port: targetPort, allowHalfOpen: true, noDelay: true });
    client.pipe(upstream);
    upstream.pipe(client);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once('error', (error) =>
      reject(new StartError(`port ${localPort} of this machine cannot be used: ${error.message}`)),
    );
    server.listen(localPort, '127.0.0.1', () => resolve(server));
  });
}
