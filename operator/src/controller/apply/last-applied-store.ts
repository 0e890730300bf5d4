/**
 * What was last applied for a Storefront: for each object the hash of the request and the hash of the result, and the last
 * accepted spec. Kept in a ConfigMap, so that a restarted operator need not apply everything to find out that nothing changed,
 * and can keep reconciling the accepted spec while the newest one is rejected.
 */
import { z } from 'zod';
import { ImagesSpec } from '../../api/ingress-spec.ts';
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

const EarlierImages = z.object({ version: z.string(), images: ImagesSpec.optional() });
/** Version and images of the last accepted spec that named another version: a failed upgrade returns to them. */
export type EarlierImages = z.infer<typeof EarlierImages>;
const AcceptedSpec = z.object({ generation: z.int(), spec: z.unknown(), earlier: EarlierImages.optional() });
export type AcceptedSpec = z.infer<typeof AcceptedSpec>;

/** Of the spec after `last`. */
export function earlierImages(last: AcceptedSpec | undefined, version: string): EarlierImages | undefined {
  const before = EarlierImages.safeParse(last?.spec);
  return before.success && before.data.version !== version ? before.data : last?.earlier;
}

export interface LastAppliedStore {
  lastAccepted(): AcceptedSpec | undefined;
  recordAccepted(acceptedText: AcceptedSpec): void;
  get(key: string): LastApplied | undefined;
  set(key: string, applied: LastApplied): void;
  delete(key: string): void;
  /** Saves to the ConfigMap if something changed since the last save. */
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
 * Does not carry the label of managed objects, as it describes them.
 * @throws ConditionError another owner has a ConfigMap of that name
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
/** Version of the hash format: entries from an earlier release match nothing, so their objects are applied once more. */
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

/** The ConfigMap may have been edited by hand: an entry that can't be parsed is ignored. */
function parseAccepted(text: string | undefined): AcceptedSpec | undefined {
  try {
    return AcceptedSpec.parse(JSON.parse(text ?? ''));
  } catch {
    return undefined;
  }
}

/** ConfigMap keys can't contain slashes. */
const toDataKey = (key: string): string => key.replaceAll('/', '.');
