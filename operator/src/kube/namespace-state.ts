/** Whether a namespace is there to stay: in one that is going Kubernetes itself removes whatever is in it. */
import { isForbidden } from './api-error.ts';
import type { Client } from './client.ts';

export type NamespaceState = 'there' | 'going' | 'gone' | 'unknown';

/** unknown: it may not be asked for. */
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
