/** Runs a shop in a process of its own (`shop-process.ts`), which can be killed and started again on the same data. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ServiceName } from '@mambogo/blueprint/service-blueprint.ts';
import type { ShopOptions } from '@mambogo/local/shop/shop.ts';
import { z } from 'zod';
import { ProcessList, type Request, Response } from './shop-requests.ts';

export interface ShopRunner {
  /** Resolves when the shop is ready. @param fresh start without data */
  start(fresh: boolean): Promise<void>;
  /** Stops the shop cleanly. */
  stop(): Promise<void>;
  /** SIGKILL for the runner itself; resolves when it is gone. */
  kill(): Promise<void>;
  /** Empty while it does not run. */
  processes(): Promise<ProcessList>;
  restart(name: string): Promise<void>;
  stopProcess(name: string): Promise<void>;
  /** @returns the port it listens on */
  addInstance(service: ServiceName): Promise<number>;
}

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  ask(call: Request['call'], name?: string): Promise<unknown>;
}

export function createShopRunner(options: Omit<ShopOptions, 'progress' | 'signal' | 'fresh'>): ShopRunner {
  let running: Running | undefined;
  const ask = (call: Request['call'], name?: string): Promise<unknown> =>
    running ? running.ask(call, name) : Promise.reject(new Error('the runner is not running'));
  return {
    async start(fresh) {
      running = launch({ ...options, fresh });
      await running.ask('started');
    },
    async stop() {
      const last = running;
      running = undefined;
      if (!last) return;
      last.child.send({ id: 0, call: 'stop' } satisfies Request, () => undefined);
      await last.ended;
    },
    async kill() {
      const last = running;
      running = undefined;
      last?.child.kill('SIGKILL');
      await last?.ended;
    },
    processes: async () => (running ? ProcessList.parse(await ask('processes')) : []),
    restart: async (name) => void (await ask('restart', name)),
    stopProcess: async (name) => void (await ask('stopProcess', name)),
    addInstance: async (service) => z.int().parse(await ask('addInstance', service)),
  };
}

function launch(options: Omit<ShopOptions, 'progress' | 'signal'>): Running {
  const program = fileURLToPath(new URL('shop-process.ts', import.meta.url));
  const child = fork(program, [JSON.stringify(options)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  let last = 0;
  child.on('message', (message) => {
    const { id, result, error } = Response.parse(message);
    const asker = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asker?.resolve(result);
    else asker?.reject(new Error(error));
  });
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  void ended.then(() => {
    for (const { reject } of waiting.values()) reject(new Error('the runner ended'));
    waiting.clear();
  });
  return {
    child,
    ended,
    ask: (call, name) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        child.send({ id: last, call, name } satisfies Request, (error) => error && reject(error));
      }),
  };
}
