/**
 * A unit of work: one database transaction in which a service changes its state and says what happened. The facts go to
 * the outbox in a single statement just before the commit, so they exist exactly if the change does.
 */
import type { DataOf, Envelope, EventDefinition } from '@mambogo/contracts/events/event.ts';
import type { DataSource, EntityManager } from 'typeorm';
import type { Cause } from './cause.ts';
import { createFact, type Fact } from './fact.ts';
import { addToOutbox } from './outbox/add-to-outbox.ts';

export interface Work {
  readonly manager: EntityManager;
  readonly cause: Cause;
  /** Records a fact; it is published after the commit. Answers its envelope. */
  emit<E extends EventDefinition>(event: E, data: DataOf<E>): Envelope;
  /** Calls `done` once the commit is through; never when it is not. */
  afterCommit(done: () => void): void;
  /** The same work in the name of another cause (each event of a batch has its own). */
  because(cause: Cause): Work;
}

export interface WorkSettings {
  readonly database: DataSource;
  /** The app id; the CloudEvents `source`. */
  readonly source: string;
  /** Called after a commit that left something in the outbox. */
  readonly wake: () => void;
}

export type DoWork = <T>(cause: Cause, body: (work: Work) => Promise<T>) => Promise<T>;

export const createWork =
  ({ database, source, wake }: WorkSettings): DoWork =>
  async (cause, body) => {
    const facts: Fact[] = [];
    const afterwards: (() => void)[] = [];
    const result = await database.transaction(async (manager) => {
      const value = await body(unit(manager, source, facts, afterwards, cause));
      await addToOutbox(manager, facts);
      return value;
    });
    if (facts.length > 0) wake();
    for (const done of afterwards) done();
    return result;
  };

const unit = (
  manager: EntityManager,
  source: string,
  facts: Fact[],
  afterwards: (() => void)[],
  cause: Cause,
): Work => ({
  manager,
  cause,
  emit(event, data) {
    const fact = createFact(source, event, data, cause);
    facts.push(fact);
    return fact.envelope;
  },
  afterCommit(done) {
    afterwards.push(done);
  },
  because: (other) => unit(manager, source, facts, afterwards, other),
});
