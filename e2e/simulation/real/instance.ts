/**
 * One life of one instance of a service: its own pool of connections, its application with the real routes, and its workers,
 * each of which runs once on request: their own loops sleep in real time.
 */
import type { Sidecar } from '@mambogo/dapr/sidecar.ts';
import type { TopicEpochs } from '@mambogo/messaging/outbox/topic-epochs.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Express } from 'express';
import type { DataSource } from 'typeorm';
import type { Service } from './databases.ts';
import type { Process } from './operation.ts';

/** Runs a worker once, by its name. */
export type Workers = Readonly<Record<string, () => Promise<unknown>>>;

export interface InstanceParts {
  readonly database: DataSource;
  readonly sidecar: Sidecar;
  /** The current metadata of the broker's topics. */
  readonly topicEpochs: () => TopicEpochs;
}

/** A mounted service. */
export interface RunningService {
  readonly app: Express;
  readonly workers: Workers;
}

export interface Instance extends Process, RunningService {
  readonly service: Service;
  readonly database: DataSource;
}

/** Stops a worker right after its start, so that it completes one run. */
export async function runOnce(worker: Worker): Promise<void> {
  worker.start();
  await worker.stop();
}
