/**
 * A TCP proxy to a local port that injects network faults:
 *
 * - pass: forwards at full speed
 * - delay: delays every chunk in both directions, in order
 * - freeze: forwards nothing; connections stay open, new ones too
 * - cut: resets connections, including new ones
 */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export type WireMode =
  | { readonly type: 'pass' | 'freeze' | 'cut' }
  | { readonly type: 'delay'; readonly milliseconds: number };

export interface TcpProxy {
  readonly port: number;
  set(mode: WireMode): void;
  close(): Promise<void>;
}

/** @param port the port to listen on; 0: any free one */
export async function openTcpProxy(port: number, target: number): Promise<TcpProxy> {
  let mode: WireMode = { type: 'pass' };
  const wires = new Set<ProxyConnection>();
  const server = createServer({ allowHalfOpen: true }, (client) => {
    if (mode.type === 'cut') return void client.resetAndDestroy();
    const wire = openConnection(client, target, () => mode);
    wires.add(wire);
    wire.onClosed(() => wires.delete(wire));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    set(next) {
      mode = next;
      for (const wire of wires) next.type === 'cut' ? wire.reset() : wire.wake();
    },
    async close() {
      for (const wire of wires) wire.reset();
      server.close();
      await once(server, 'close');
    },
  };
}

interface ProxyConnection {
  /** Called when the mode changes. */
  wake(): void;
  reset(): void;
  onClosed(listener: () => void): void;
}

function openConnection(client: Socket, port: number, mode: () => WireMode): ProxyConnection {
  const server = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
  client.setNoDelay(true);
  const both = [pipeWithFaults(client, server, mode), pipeWithFaults(server, client, mode)];
  const reset = () => {
    for (const socket of [client, server]) socket.resetAndDestroy();
  };
  for (const socket of [client, server]) socket.on('error', reset);
  return {
    reset,
    wake: () => {
      for (const direction of both) direction.wake();
    },
    onClosed: (listener) => void client.once('close', listener),
  };
}

/** One direction: chunks are queued until the mode lets them through; a full queue stops the sender. */
function pipeWithFaults(from: Socket, to: Socket, mode: () => WireMode): { wake(): void } {
  const line: { readonly data: Buffer | 'end'; readonly at: number }[] = [];
  let timer: NodeJS.Timeout | undefined;
  const push = (data: Buffer | 'end') => {
    line.push({ data, at: performance.now() });
    if (line.length > maxBuffered) from.pause();
    drain();
  };
  function drain(): void {
    clearTimeout(timer);
    const now = mode();
    if (now.type === 'freeze') return;
    const delay = now.type === 'delay' ? now.milliseconds : 0;
    for (let first = line[0]; first; first = line[0]) {
      const left = first.at + delay - performance.now();
      if (left > 0) {
        timer = setTimeout(drain, left);
        return;
      }
      line.shift();
      if (first.data === 'end') to.end();
      else if (!to.write(first.data)) {
        to.once('drain', drain);
        return;
      }
    }
    from.resume();
  }
  from.on('data', push);
  from.on('end', () => push('end'));
  from.on('close', () => clearTimeout(timer));
  return { wake: drain };
}

/** Chunks of at most 64 KiB. */
const maxBuffered = 64;
