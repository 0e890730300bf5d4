/** A port of the machine's loopback that leads into the cluster. */
import { connect, createServer, type Server } from 'node:net';
import { StartError } from '../supervisor/start-error.ts';

export function openDoor(from: number, address: string, to: number): Promise<Server> {
  const door = createServer({ allowHalfOpen: true, noDelay: true }, (outside) => {
    const inside = connect({ host: address, port: to, allowHalfOpen: true, noDelay: true });
    outside.pipe(inside);
    inside.pipe(outside);
    outside.on('error', () => inside.destroy());
    inside.on('error', () => outside.destroy());
    outside.on('close', () => inside.destroy());
    inside.on('close', () => outside.destroy());
  });
  return new Promise((resolve, reject) => {
    door.once('error', (error) =>
      reject(new StartError(`port ${from} of this machine can't be used: ${error.message}`)),
    );
    door.listen(from, '127.0.0.1', () => resolve(door));
  });
}
