/** What a store is given on this machine. */
import type { SystemUser } from './system-user.ts';

export interface StoreOptions {
  /** All it keeps. */
  readonly folder: string;
  readonly port: number;
  /** Whom its process runs as; undefined: whoever runs the runner. */
  readonly user: SystemUser | undefined;
  /** Log of what prepares it. */
  readonly log: string;
  /** The shop's secret for a purpose. */
  secret(purpose: string): string;
  readonly databases: readonly { readonly database: string; readonly role: string; readonly password: string }[];
}
