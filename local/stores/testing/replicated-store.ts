/** A primary with a read replica, both on this machine, that a test stops, kills and freezes. */
import type { StoreTls } from '@mambogo/service/database/store-tls.ts';

export type ServerName = 'primary' | 'replica';

export interface ReplicatedStore {
  readonly ports: Readonly<Record<ServerName, number>>;
  /** Of a service: its own database at the primary. */
  readonly login: { readonly url: string; readonly password: string; readonly tls?: StoreTls };
  readonly sql: {
    /** Inserts the id that is its one parameter into the table `note`. */
    readonly insert: string;
    /** One row: the newest `id`, and whether a `standby` answers. */
    readonly newest: string;
  };
  /**
   * Resolves when it is ready.
   * @returns its log so far
   */
  start(name: ServerName): Promise<string>;
  stop(name: ServerName, signal?: NodeJS.Signals): Promise<void>;
  /** To the server and all processes of its connections. */
  signalAll(name: ServerName, signal: NodeJS.Signals): void;
  /** The replica receives changes, and applies none. */
  pauseReplay(): Promise<void>;
  resumeReplay(): Promise<void>;
  /** While the replica is stopped: the primary writes by `write`, and no longer has all of that in its log. */
  outrunReplica(write: () => Promise<unknown>): Promise<void>;
  /** Starts the stopped replica. @throws unless it starts over */
  startOver(): Promise<void>;
  /** Another, empty primary in the place of the stopped one; it is started. */
  replacePrimary(): Promise<void>;
  remove(): Promise<void>;
}
