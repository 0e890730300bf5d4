/** Whether a namespace is active or terminating: in a terminating one Kubernetes itself removes everything. */
import { isForbidden } from './api-error.ts';
import type { Client } from './client.ts';

export type NamespaceState = 'there' | 'going' | 'gone' | 'unknown';

/** unknown: the operator may not read it. */
export async function getNamespaceState(client: Client, name: string): Promise<NamespaceState> {
  try {
    const found = await client.get({ apiVersion: 'v1', kind: 'Namespace', namespace: '', name });
    if (!found) return 'gone';
    return found.metadata.deletionTimestamp === undefined ? 'there' : 'going';
  } catch (error) {
    if (isForbidden(error)) return 'unknown';
    throw error;
  }
}
