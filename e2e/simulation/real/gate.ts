/**
 * The gate: every operation of a simulated instance (a statement, a publish, a call of the provider) waits here until the
 * scheduler releases it, one at a time, with or without a fault. Between two operations no instance can do anything, so the
 * scheduler alone decides how they interleave.
 *
 * An operation: waiting -> in flight -> done; in flight and blocked while it waits for a lock of another transaction.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as macrotask } from 'node:timers/promises';
import type { BlockedBackends } from './backends.ts';
import type { Intent } from './intent.ts';
import {
  carryOut,
  type Effect,
  type Fault,
  type Operation,
  type Process,
  ProcessDied,
  type Task,
} from './operation.ts';

/** Iterations of the event loop without progress after which no code of an instance is running. */
const idleTicks = 6;
/** Milliseconds until an operation that has not ended is checked for waiting on a lock. */
const lockCheckMs = 4;

export function createGate(blocked: BlockedBackends) {
  const current = new AsyncLocalStorage<Task>();
  const waiting: Operation[] = [];
  const inFlight = new Set<Operation>();
  const tasks = new Set<Task>();
  /** Tracked work in progress. */
  let busy = 0;
  let progress = 0;
  let ids = 0;
  let open = false;
  let wake: () => void = () => undefined;
  const notify = () => {
    progress += 1;
    wake();
  };

  /** Runs an effect of the current task once it is released; immediately outside of tasks, and when the gate is open. */
  async function pass<T>(effect: Effect<T>): Promise<T> {
    const task = current.getStore();
    if (task?.process.dead) throw new ProcessDied(task.process.name);
    if (!task || open) return effect.run();
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const operation: Operation = {
      ...{ task, kind: effect.kind, what: effect.what, canBeLate: effect.postpone !== undefined, blocked: false },
      backend: effect.backend ?? (() => undefined),
      reject,
      go: (fault) => current.run(task, () => carryOut(effect, fault, task.process)).then(resolve, reject),
    };
    waiting.push(operation);
    // The order must not depend on which connection was faster.
    waiting.sort((a, b) => a.task.id - b.task.id);
    notify();
    return promise;
  }

  /** Work outside of operations that must end before the next one: opening a connection, a call to a peer. */
  async function track<T>(work: Promise<T>): Promise<T> {
    busy += 1;
    try {
      return await work;
    } finally {
      busy -= 1;
      notify();
    }
  }

  /** Starts a task. */
  function start(process: Process, what: string, body: () => Promise<unknown>, intent?: Intent): Task {
    ids += 1;
    const task: Task = { id: ids, process, what, intent, ended: Promise.resolve() };
    tasks.add(task);
    const end = () => {
      tasks.delete(task);
      notify();
    };
    task.ended = current.run(task, () => body().then(end, end));
    return task;
  }

  /** Releases an operation and waits until nothing runs any more. Returns false while the operation waits for a lock. */
  async function release(operation: Operation, fault: Fault): Promise<boolean> {
    waiting.splice(waiting.indexOf(operation), 1);
    inFlight.add(operation);
    void operation.go(fault).finally(() => {
      inFlight.delete(operation);
      notify();
    });
    await settle();
    return !inFlight.has(operation);
  }

  async function settle(): Promise<void> {
    for (const operation of inFlight) operation.blocked = false;
    for (;;) {
      await untilIdle();
      if (busy === 0 && [...inFlight].every((operation) => operation.blocked)) return;
      const before = progress;
      await untilProgress();
      if (progress !== before) continue;
      const held = await blocked.among([...inFlight].flatMap((operation) => operation.backend() ?? []));
      if (progress !== before) continue;
      for (const operation of inFlight) operation.blocked = held.has(operation.backend() ?? 0);
    }
  }

  async function untilIdle(): Promise<void> {
    for (let left = idleTicks, known = progress; left > 0; left -= 1) {
      await macrotask();
      if (progress !== known) {
        known = progress;
        left = idleTicks;
      }
    }
  }

  const untilProgress = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, lockCheckMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  return {
    pass,
    track,
    start,
    release,
    settle,
    waiting: waiting as readonly Operation[],
    /** Those of one process, or all. */
    tasks: (process?: Process) => [...tasks].filter((task) => !process || task.process === process),
    task: () => current.getStore(),
    /** Completes all tasks, one operation after the other, without faults. Afterwards operations run without waiting. */
    async drain(): Promise<void> {
      while (tasks.size > 0) {
        const [next] = waiting;
        if (next) await release(next, 'none');
        else await settle();
      }
      open = true;
    },
    /** Rejects the pending operations of a process that has died. */
    abandon(process: Process): void {
      process.dead = true;
      for (const operation of waiting.filter(({ task }) => task.process === process)) {
        waiting.splice(waiting.indexOf(operation), 1);
        operation.reject(new ProcessDied(process.name));
      }
      notify();
    },
  };
}

export type Gate = ReturnType<typeof createGate>;
