/** What the read replicas of one server have, and those of another have not. */
import type { StoreStatefulSetOptions } from './store-stateful-set.ts';

export interface ReplicaParts
  extends Pick<StoreStatefulSetOptions, 'ports' | 'scratch' | 'sharedMemory' | 'beforeStop' | 'sizing'> {
  /** Entry point: copies the primary where it has to, then runs the server. */
  readonly start: string;
  /** It receives what the primary writes. */
  readonly ready: string;
  /** Command: the server answers, whatever it receives. */
  readonly answers: string;
  /** Command: the primary answers. */
  readonly primaryAnswers: string;
  /** Further files in the config folder. */
  readonly files?: Readonly<Record<string, string>>;
}

/** Files of the Secret, in `storeFolders.secret`. */
export const replicaPasswords = { admin: 'password', replication: 'replication-password' } as const;
