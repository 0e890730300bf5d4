/**
 * One runner per data folder, one builder per cache folder. The lock is an abstract socket: the kernel gives it to one process
 * and releases it however that process ends. Connecting to the socket returns the holder.
 */
import { createHash } from 'node:crypto';
import { connect, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface RunnerLock {
  /** From now on, clients learn that the lock will soon be free. */
  markStopping(): void;
  release(): Promise<void>;
}

export interface LockHolder {
  readonly heldBy: string;
  readonly leaving: boolean;
}

/** Takes the lock, or returns the pid of its holder. */
export async function tryLock(name: string): Promise<RunnerLock | LockHolder> {
  const path = socketName(name);
  let leaving = false;
  const server = createServer((socket) => {
    // The client may disconnect before the response: that must not end the holder.
    socket.on('error', () => undefined).end(`${process.pid}${leaving ? stoppingMessage : ''}`);
  });
  const taken = await new Promise<boolean>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(path, () => resolve(true));
  });
  if (!taken) {
    const answer = await queryHolder(path);
    return { heldBy: answer.replace(stoppingMessage, ''), leaving: answer.endsWith(stoppingMessage) };
  }
  server.unref();
  return {
    markStopping() {
      leaving = true;
    },
    release: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Runs a task while no other process runs a task of this name. */
export async function withLock<T>(name: string, task: () => Promise<T>): Promise<T> {
  for (;;) {
    const lock = await tryLock(name);
    if ('heldBy' in lock) {
      await wait(250);
      continue;
    }
    try {
      return await task();
    } finally {
      await lock.release();
    }
  }
}

/**
 * Takes the lock once a stopping holder has released it; returns immediately when the holder is not stopping.
 * @param onWait called once, when it has to wait
 */
export async function waitForLock(
  name: string,
  milliseconds: number,
  onWait: () => void = () => undefined,
): Promise<RunnerLock | LockHolder> {
  const end = Date.now() + milliseconds;
  for (let tries = 0; ; tries += 1) {
    const lock = await tryLock(name);
    if (!('heldBy' in lock) || !lock.leaving || Date.now() > end) return lock;
    if (tries === 0) onWait();
    await wait(100);
  }
}

const stoppingMessage = ' leaving';
const socketName = (name: string) => `\0mambogo/${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;

const queryHolder = (path: string): Promise<string> =>
  new Promise((resolve) => {
    let answer = '';
    const socket = connect({ path, timeout: 1_000 });
    socket.on('data', (data) => {
      answer += data.toString();
    });
    socket.on('timeout', () => socket.destroy());
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(answer || 'another process'));
  });
