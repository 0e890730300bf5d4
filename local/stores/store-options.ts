/** Options of a store on this machine. */
import type { SystemUser } from './system-user.ts';

export interface StoreOptions {
  /** Data folder. */
  readonly folder: string;
  readonly port: number;
  /** System user of its process; undefined: the runner's. */
  readonly user: SystemUser | undefined;
  /** Log file of its preparation. */
  readonly log: string;
  /** Derives the shop's secret for a purpose. */
  secret(purpose: string): string;
  /** Of the role of its read replica; undefined: it has none. */
  readonly replicationPassword?: string | undefined;
  readonly databases: readonly { readonly database: string; readonly role: string; readonly password: string }[];
}
