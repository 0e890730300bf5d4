/** Everything a consumer on a Dapr state store needs: its topics with their inbox, its dead letters, and the worker that retries them. */
import { type StateStore, StateUnavailable } from '@mambogo/dapr/state.ts';
import type { Worker } from '@mambogo/service/process/worker.ts';
import type { Express } from 'express';
import { createDeadLetterRetrier } from '../dead-letters/dead-letter-retrier.ts';
import type { DeadLetters } from '../dead-letters/dead-letters.ts';
import { measureDeadLetters } from '../dead-letters/measure-dead-letters.ts';
import type { EventContext } from '../event-context.ts';
import { type HandlersByTopic, mountTopics } from '../mount-topics.ts';
import { recordFailureIn } from './delivery-failures.ts';
import { stateDeadLetters } from './state-dead-letters.ts';
import { createStateEventHandler, stateInbox } from './state-inbox.ts';

export interface StateConsumerContext extends Pick<EventContext, 'name' | 'logger' | 'stopping' | 'verify'> {
  readonly state: StateStore;
}

/** There is no transaction, so handlers get no unit of work. */
export type StateHandlersByTopic<C> = HandlersByTopic<C, undefined>;

export function mountStateConsumer<C extends StateConsumerContext>(
  app: Express,
  context: C,
  topics: StateHandlersByTopic<C>,
): void {
  const recordFailure = recordFailureIn(context.state);
  mountTopics(app, {
    context,
    topics,
    letters: stateDeadLettersOf(context, topics),
    inboxOf: (topic, handlers) => stateInbox({ topic, context, handlers, recordFailure }),
    isStoreUnavailable,
  });
}

/** The dead letters of these topics. Stateless, so several instances are equivalent. */
export const stateDeadLettersOf = <C extends StateConsumerContext>(
  context: C,
  topics: StateHandlersByTopic<C>,
): DeadLetters =>
  measureDeadLetters(stateDeadLetters(context.state, createStateEventHandler(context, Object.values(topics).flat())));

/** The worker that retries transient dead letters of these topics. */
export const stateDeadLetterRetrierOf = <C extends StateConsumerContext>(
  context: C,
  topics: StateHandlersByTopic<C>,
): Worker => createDeadLetterRetrier(stateDeadLettersOf(context, topics), context);

/** The error itself, or the cause of the problem that a handler made of it. */
const isStoreUnavailable = (error: unknown): boolean =>
  error instanceof StateUnavailable || (error instanceof Error && error.cause instanceof StateUnavailable);
