/** The part of the cache that has StorefrontBackups and StorefrontRestores, by the Storefront they name. */
import { fieldText, isNewer, type KubeObject, keyOf, referenceTo } from './kube-object.ts';

export interface Requests {
  /** Ignores an older version than the known one. */
  upsert(object: KubeObject): void;
  remove(object: KubeObject): void;
  /** The whole collection was listed: others of this kind are gone. */
  retain(kind: string, namespace: string, names: ReadonlySet<string>): void;
  /** Oldest first. */
  of(storefrontKey: string): readonly KubeObject[];
}

/** @param onChange called with the key of the Storefront */
export function createRequests(onChange: (storefrontKey: string) => void): Requests {
  const byKey = new Map<string, KubeObject>();
  const storefrontOf = ({ metadata, spec }: KubeObject) => `${metadata.namespace}/${fieldText(spec, 'storefront')}`;
  const removeKey = (key: string) => {
    const known = byKey.get(key);
    if (known && byKey.delete(key)) onChange(storefrontOf(known));
  };
  return {
    upsert(object) {
      const key = keyOf(referenceTo(object));
      const known = byKey.get(key);
      if (known && !isNewer(object.metadata.resourceVersion, known.metadata.resourceVersion)) return;
      byKey.set(key, object);
      onChange(storefrontOf(object));
    },
    remove: (object) => removeKey(keyOf(referenceTo(object))),
    retain(kind, namespace, names) {
      for (const [key, { kind: itsKind, metadata }] of byKey)
        if (
          itsKind === kind &&
          (namespace === '' || metadata.namespace === namespace) &&
          !names.has(`${metadata.namespace}/${metadata.name}`)
        )
          removeKey(key);
    },
    of: (storefrontKey) =>
      [...byKey.values()]
        .filter((object) => storefrontOf(object) === storefrontKey)
        .sort((a, b) => sortKey(a).localeCompare(sortKey(b))),
  };
}

const sortKey = ({ metadata }: KubeObject): string => `${metadata.creationTimestamp}/${metadata.name}`;
