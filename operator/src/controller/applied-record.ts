/**
 * What was applied for a Storefront: of each object the digest of what was asked for and of what then was there, and the last
 * spec that was accepted. Kept in a ConfigMap, so that an operator that starts again need not apply everything to know that
 * nothing changed, and can keep up what was accepted while the newest spec is refused.
 */
import { z } from 'zod';
import type { Client } from '../kube/client.ts';
import { field, fieldText, type KubeObject, type ObjectReference, type OwnerReference } from '../kube/kube-object.ts';
import { storefrontLabel } from '../labels.ts';
import { nameTaken } from './name-taken.ts';

export interface Applied {
  readonly wanted: string;
  readonly live: string;
}

const AcceptedSpec = z.object({ generation: z.int(), spec: z.unknown() });
export type AcceptedSpec = z.infer<typeof AcceptedSpec>;

export interface AppliedRecord {
  accepted(): AcceptedSpec | undefined;
  accept(accepted: AcceptedSpec): void;
  get(key: string): Applied | undefined;
  set(key: string, applied: Applied): void;
  delete(key: string): void;
  /** Writes it down, if it is not as it was written last. */
  save(client: Client, owner: OwnerReference): Promise<void>;
}

const nameOf = (storefront: string): string => `${storefront}-applied`;
const referenceOf = (namespace: string, storefront: string): ObjectReference => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  namespace,
  name: nameOf(storefront),
});
const isOurs = ({ metadata }: KubeObject, storefront: string): boolean =>
  metadata.labels?.[storefrontLabel] === storefront;

export async function removeAppliedRecord(client: Client, namespace: string, storefront: string): Promise<void> {
  const existing = await client.get(referenceOf(namespace, storefront));
  if (!existing || !isOurs(existing, storefront)) return;
  await client.remove(referenceOf(namespace, storefront), { uid: existing.metadata.uid });
}

/**
 * Without the label that would make it a managed object: it is about them.
 * @throws Obstacle somebody else has a ConfigMap of that name
 */
export async function loadAppliedRecord(client: Client, namespace: string, storefront: string): Promise<AppliedRecord> {
  const existing = await client.get(referenceOf(namespace, storefront));
  if (existing && !isOurs(existing, storefront)) throw nameTaken([existing], storefront);
  const { entries, accepted: text } = read(field(existing, 'data'));
  let accepted = text;
  let dirty = false;
  return {
    accepted: () => parsed(accepted),
    accept(next) {
      const written = JSON.stringify(next);
      dirty ||= written !== accepted;
      accepted = written;
    },
    get: (key) => entries.get(storable(key)),
    set(key, applied) {
      entries.set(storable(key), applied);
      dirty = true;
    },
    delete(key) {
      dirty = entries.delete(storable(key)) || dirty;
    },
    async save(by, owner) {
      if (!dirty) return;
      dirty = false;
      await by.apply(recordObject(namespace, storefront, owner, entries, accepted)).catch((error: unknown) => {
        dirty = true;
        throw error;
      });
    },
  };
}

const recordObject = (
  namespace: string,
  storefront: string,
  owner: OwnerReference,
  entries: ReadonlyMap<string, Applied>,
  accepted: string | undefined,
): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name: nameOf(storefront),
    namespace,
    labels: { [storefrontLabel]: storefront },
    ownerReferences: [owner],
  },
  data: {
    ...Object.fromEntries([...entries].sort().map(([key, { wanted, live }]) => [key, `${wanted} ${live} ${form}`])),
    ...(accepted === undefined ? {} : { [acceptedKey]: accepted }),
  },
});

const acceptedKey = 'accepted.json';
/** Of digests: what an earlier release wrote down compares with nothing, and is applied once more. */
const form = 'fields';

function read(stored: unknown): { readonly entries: Map<string, Applied>; readonly accepted?: string } {
  const entries = new Map<string, Applied>();
  if (typeof stored !== 'object' || stored === null) return { entries };
  for (const [key, text] of Object.entries(stored)) {
    const [wanted, live, written] = String(text).split(' ');
    if (wanted && live && written === form) entries.set(key, { wanted, live });
  }
  return { entries, accepted: fieldText(stored, acceptedKey) };
}

/** Somebody may have written into the ConfigMap: what can't be read is not there. */
function parsed(text: string | undefined): AcceptedSpec | undefined {
  try {
    return AcceptedSpec.parse(JSON.parse(text ?? ''));
  } catch {
    return undefined;
  }
}

/** Keys of a ConfigMap have no slashes. */
const storable = (key: string): string => key.replaceAll('/', '.');
