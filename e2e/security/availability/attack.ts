/** One attacker's behaviour, from one address, for a given time; bounded in rate and in what it holds open. */
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Attacker } from './attacker.ts';

export interface Attack {
  /** In lower case with hyphens: the argument of `npm run bench -- attacks --only`. */
  readonly name: string;
  /** A short description. */
  readonly what: string;
  /** Resolves soon after `attacker.signal` is aborted. Rejected connections and requests are no errors. */
  run(attacker: Attacker): Promise<void>;
}

/** Calls `act` so many times a second without waiting for the previous one, until the signal; at most 500 at once. */
export async function atRate(
  { signal }: Pick<Attacker, 'signal'>,
  perSecond: number,
  action: (index: number) => Promise<unknown>,
): Promise<void> {
  const underWay = new Set<Promise<unknown>>();
  const began = performance.now();
  for (let index = 0; !signal.aborted; index += 1) {
    const due = began + (index * 1_000) / perSecond - performance.now();
    if (due > 1) await wait(due, undefined, { signal }).catch(() => undefined);
    if (signal.aborted || underWay.size >= 500) continue;
    const acting: Promise<unknown> = action(index)
      .catch(() => undefined)
      .finally(() => underWay.delete(acting));
    underWay.add(acting);
    // Without a pause this thread's event loop would never run anything else.
    if (index % 50 === 0) await wait(0);
  }
  await Promise.all(underWay);
}

/** Keeps `count` connections open, each started by `begin`; a closed one is reopened, 20 times a second at most. */
export async function holdOpen(
  { connect, signal }: Pick<Attacker, 'connect' | 'signal'>,
  count: number,
  begin: (socket: Socket) => void,
): Promise<void> {
  const open = new Set<Socket>();
  const openOne = async () => {
    const socket = await connect();
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    begin(socket);
  };
  await Promise.all(Array.from({ length: count }, () => openOne().catch(() => undefined)));
  while (!signal.aborted) {
    if (open.size < count) await openOne().catch(() => undefined);
    await wait(50, undefined, { signal }).catch(() => undefined);
  }
  for (const socket of open) socket.destroy();
}
