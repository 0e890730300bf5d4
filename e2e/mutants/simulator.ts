/** The simulator on its own threads, with instrumented sources: whether schedules break once a mutant is active. */
import { Worker } from 'node:worker_threads';
import type { Sources } from './mutant.ts';
import type { SimulateAnswer, SimulateTask } from './simulate-worker.ts';

export interface Simulator {
  /** `time-out`: an endless loop, `crash`: no simulation can be created; the next mutant starts on a new thread. */
  play(task: SimulateTask): Promise<SimulateAnswer | 'time-out' | 'crash'>;
  close(): Promise<void>;
}

/** When all schedules together take longer than this, the mutant loops. */
const seconds = 120;

export function createSimulator(sources: Sources): Simulator {
  let thread: Promise<Worker> | undefined;
  const begin = async (): Promise<Worker> => {
    const worker = new Worker(new URL('./simulate-worker.ts', import.meta.url), { workerData: { sources } });
    await answerOf(worker);
    return worker;
  };
  const close = async () => {
    const worker = await thread?.catch(() => undefined);
    thread = undefined;
    await worker?.terminate();
  };
  return {
    async play(task) {
      thread ??= begin();
      const worker = await thread;
      worker.postMessage(task);
      const { promise: late, resolve } = Promise.withResolvers<'time-out'>();
      const timer = setTimeout(() => resolve('time-out'), seconds * 1_000);
      const answer = await Promise.race([answerOf(worker).catch(() => 'crash' as const), late]);
      clearTimeout(timer);
      if (typeof answer === 'string') await close();
      return answer;
    },
    close,
  };
}

const answerOf = (worker: Worker): Promise<SimulateAnswer> =>
  new Promise((resolve, reject) => {
    const end = () => {
      worker.off('message', succeed);
      worker.off('error', fail);
    };
    const succeed = (answer: SimulateAnswer) => {
      end();
      resolve(answer);
    };
    const fail = (error: unknown) => {
      end();
      reject(error);
    };
    worker.once('message', succeed);
    worker.once('error', fail);
  });
