/**
 * What was applied for a Storefront: of each object the digest of what was asked for and of what then was there, and the last
 * spec that was accepted. Kept in a ConfigMap, so that an operator that starts again need not apply everything to know that
 * nothing changed, and can keep up what was accepted while the newest spec is refused.
 */
import { z } from 'zod';
import type { Client } from '../../kube/client.ts';
import {
  field,
  fieldText,
  type KubeObject,
  type ObjectReference,
  type OwnerReference,
} from '../../kube/kube-object.ts';
import { storefrontLabel } from '../../labels.ts';
import { ownershipConflictError } from './ownership-conflict-error.ts';

export interface LastApplied {
  readonly desiredHash: string;
  readonly liveHash: string;
}

const AcceptedSpec = z.object({ generation: z.int(), spec: z.unknown() });
export type AcceptedSpec = z.infer<typeof AcceptedSpec>;

export interface LastAppliedStore {
  lastAccepted(): AcceptedSpec | undefined;
  recordAccepted(acceptedText: AcceptedSpec): void;
  get(key: string): LastApplied | undefined;
  set(key: string, applied: LastApplied): void;
  delete(key: string): void;
  /** Writes it down, if it is not as it was written last. */
  save(client: Client, owner: OwnerReference): Promise<void>;
}

const configMapName = (storefront: string): string => `${storefront}-applied`;
const configMapReference = (namespace: string, storefront: string): ObjectReference => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  namespace,
  name: configMapName(storefront),
});
const isOurs = ({ metadata }: KubeObject, storefront: string): boolean =>
  metadata.labels?.[storefrontLabel] === storefront;

export async function deleteLastApplied(client: Client, namespace: string, storefront: string): Promise<void> {
  const existing = await client.get(configMapReference(namespace, storefront));
  if (!existing || !isOurs(existing, storefront)) return;
  await client.delete(configMapReference(namespace, storefront), { uid: existing.metadata.uid });
}

/**
 * Without the label that would make it a managed object: it is about them.
 * @throws Obstacle somebody else has a ConfigMap of that name
 */
export async function loadLastApplied(
  client: Client,
  namespace: string,
  storefront: string,
): Promise<LastAppliedStore> {
  const existing = await client.get(configMapReference(namespace, storefront));
  if (existing && !isOurs(existing, storefront)) throw ownershipConflictError([existing], storefront);
  const { entries, acceptedText: text } = parseEntries(field(existing, 'data'));
  let acceptedText = text;
  let dirty = false;
  return {
    lastAccepted: () => parseAccepted(acceptedText),
    recordAccepted(next) {
      const serialized = JSON.stringify(next);
      dirty ||= serialized !== acceptedText;
      acceptedText = serialized;
    },
    get: (key) => entries.get(toDataKey(key)),
    set(key, applied) {
      entries.set(toDataKey(key), applied);
      dirty = true;
    },
    delete(key) {
      dirty = entries.delete(toDataKey(key)) || dirty;
    },
    async save(by, owner) {
      if (!dirty) return;
      dirty = false;
      await by.apply(toConfigMap(namespace, storefront, owner, entries, acceptedText)).catch((error: unknown) => {
        dirty = true;
        throw error;
      });
    },
  };
}

const toConfigMap = (
  namespace: string,
  storefront: string,
  owner: OwnerReference,
  entries: ReadonlyMap<string, LastApplied>,
  acceptedText: string | undefined,
): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name: configMapName(storefront),
    namespace,
    labels: { [storefrontLabel]: storefront },
    ownerReferences: [owner],
  },
  data: {
    ...Object.fromEntries(
      [...entries]
        .sort()
        .map(([key, { desiredHash: wanted, liveHash: live }]) => [key, `${wanted} ${live} ${formatVersion}`]),
    ),
    ...(acceptedText === undefined ? {} : { [acceptedKey]: acceptedText }),
  },
});

const acceptedKey = 'accepted.json';
/** Of digests: what an earlier release wrote down compares with nothing, and is applied once more. */
const formatVersion = 'fields';

function parseEntries(stored: unknown): { readonly entries: Map<string, LastApplied>; readonly acceptedText?: string } {
  const entries = new Map<string, LastApplied>();
  if (typeof stored !== 'object' || stored === null) return { entries };
  for (const [key, text] of Object.entries(stored)) {
    const [wanted, live, serialized] = String(text).split(' ');
    if (wanted && live && serialized === formatVersion) entries.set(key, { desiredHash: wanted, liveHash: live });
  }
  return { entries, acceptedText: fieldText(stored, acceptedKey) };
}

/** Somebody may have written into the ConfigMap: what can't be read is not there. */
function parseAccepted(text: string | undefined): AcceptedSpec | undefined {
  try {
    return AcceptedSpec.parse(JSON.parse(text ?? ''));
  } catch {
    return undefined;
  }
}

/** Keys of a ConfigMap have no slashes. */
const toDataKey = (key: string): string => key.replaceAll('/', '.');
