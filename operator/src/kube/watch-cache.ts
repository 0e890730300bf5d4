/**
 * What is known of the cluster without asking: Storefronts whole, of everything managed a digest and whether it works.
 * Fed by watches and by the operator's own writes. Whoever listens hears of a Storefront when it, or something of it, is
 * not as before.
 */
import { LRUCache } from 'lru-cache';
import { managedSelector, ownerKey } from '../labels.ts';
import type { Client } from './client.ts';
import { type KubeObject, keyOf, type ObjectReference, referenceTo } from './kube-object.ts';
import { objectDigest } from './object-digest.ts';
import { type ObservedState, observedState } from './observed-state.ts';
import { managedKinds, type ResourceKind, storefronts } from './resource-kinds.ts';
import { watchCollection } from './watch-collection.ts';

export interface ManagedEntry {
  readonly reference: ObjectReference;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly digest: string;
  readonly deleting: boolean;
  readonly state: ObservedState;
}

export interface WatchCache {
  /** Resolves once everything there is has been listed. */
  start(): Promise<void>;
  stop(): void;
  synced(): boolean;
  storefront(key: string): KubeObject | undefined;
  storefrontKeys(): readonly string[];
  /** Everything that bears the label of this Storefront, by key of its reference. */
  entriesOf(storefrontKey: string): ReadonlyMap<string, ManagedEntry>;
  /** Kinds the API server does not know, and those the operator may not read, with the reason. */
  unavailable(): ReadonlyMap<
    string,
    { readonly kind: ResourceKind; readonly missing: boolean; readonly message: string }
  >;
  /** Takes the answer of an own write in, ahead of the watch. */
  wrote(object: KubeObject): void;
  forgot(storefrontKey: string, reference: ObjectReference): void;
}

export interface WatchCacheSettings {
  readonly client: Client;
  /** Empty: all namespaces. */
  readonly namespaces: readonly string[];
  /** `namespace/name` of a Storefront that should be looked at. */
  onChange(storefrontKey: string): void;
  onTrouble?(kind: ResourceKind, error: unknown): void;
}

export function createWatchCache({ client, namespaces, onChange, onTrouble }: WatchCacheSettings): WatchCache {
  const shops = new Map<string, KubeObject>();
  const byOwner = new Map<string, Map<string, ManagedEntry>>();
  /** Ids of what was last deleted; none is ever given again. */
  const gone = new LRUCache<string, true>({ max: 10_000 });
  const unavailable = new Map<string, { kind: ResourceKind; missing: boolean; message: string }>();
  const stopping = new AbortController();
  const scopes = (namespaces.length > 0 ? namespaces : ['']).flatMap((namespace) =>
    [storefronts, ...managedKinds].map((kind) => ({ kind, namespace })),
  );
  let waiting = scopes.length;

  function put(object: KubeObject): void {
    const owner = ownerKey(object);
    if (!owner) return;
    const reference = referenceTo(object);
    // An answer to an own write may come later than the news that the object was deleted since.
    if (gone.has(object.metadata.uid ?? '')) return;
    const entries = byOwner.get(owner) ?? new Map<string, ManagedEntry>();
    byOwner.set(owner, entries);
    const before = entries.get(keyOf(reference));
    if (before?.uid === object.metadata.uid && isNewer(before?.resourceVersion, object.metadata.resourceVersion))
      return;
    const entry: ManagedEntry = {
      reference,
      uid: object.metadata.uid ?? '',
      resourceVersion: object.metadata.resourceVersion ?? '',
      digest: objectDigest(object),
      deleting: object.metadata.deletionTimestamp !== undefined,
      state: observedState(object),
    };
    entries.set(keyOf(reference), entry);
    if (!before || changed(before, entry)) onChange(owner);
  }

  function drop(owner: string, key: string, uid?: string): void {
    const entries = byOwner.get(owner);
    const known = entries?.get(key);
    if (!entries || !known || (uid && known.uid !== uid)) return;
    entries.delete(key);
    if (entries.size === 0) byOwner.delete(owner);
    onChange(owner);
  }

  const listenTo = (kind: ResourceKind, namespace: string, ready: () => void) => ({
    changed(object: KubeObject) {
      if (kind !== storefronts) return put(object);
      const key = shopKey(object);
      if (isNewer(shops.get(key)?.metadata.resourceVersion, object.metadata.resourceVersion)) return;
      shops.set(key, object);
      onChange(key);
    },
    removed(object: KubeObject) {
      if (kind !== storefronts) {
        const owner = ownerKey(object);
        if (object.metadata.uid) gone.set(object.metadata.uid, true);
        if (owner) drop(owner, keyOf(referenceTo(object)), object.metadata.uid);
      } else if (shops.delete(shopKey(object))) onChange(shopKey(object));
    },
    listed(names: ReadonlySet<string>) {
      if (unavailable.delete(`${kind.kind}/${namespace}`)) for (const key of shops.keys()) onChange(key);
      if (kind === storefronts) {
        for (const key of shops.keys()) {
          if (within(key, namespace) && !names.has(key) && shops.delete(key)) onChange(key);
        }
      } else {
        for (const [owner, entries] of byOwner) {
          for (const [key, { reference }] of entries) {
            const named = `${reference.namespace}/${reference.name}`;
            if (reference.kind === kind.kind && within(named, namespace) && !names.has(named)) drop(owner, key);
          }
        }
      }
      ready();
    },
    unavailable(error: unknown, missing: boolean) {
      const message = error instanceof Error ? error.message : String(error);
      unavailable.set(`${kind.kind}/${namespace}`, { kind, missing, message });
      if (!missing) onTrouble?.(kind, error);
      // What nobody installed is not waited for; what can't be read now may hold what there is.
      if (missing && kind !== storefronts) ready();
    },
  });

  return {
    async start() {
      await Promise.all(
        scopes.map(
          ({ kind, namespace }) =>
            new Promise<void>((resolve) => {
              const ready = once(() => {
                waiting -= 1;
                resolve();
              });
              const labelSelector = kind === storefronts ? undefined : managedSelector;
              void watchCollection(
                client,
                { kind, namespace, labelSelector },
                listenTo(kind, namespace, ready),
                stopping.signal,
              ).then(resolve);
            }),
        ),
      );
    },
    stop: () => stopping.abort(),
    synced: () => waiting === 0,
    storefront: (key) => shops.get(key),
    storefrontKeys: () => [...shops.keys()],
    entriesOf: (key) => byOwner.get(key) ?? new Map<string, ManagedEntry>(),
    unavailable: () => unavailable,
    wrote(object) {
      if (object.kind === 'Storefront') shops.set(shopKey(object), object);
      else put(object);
    },
    forgot: (owner, reference) => drop(owner, keyOf(reference)),
  };
}

const shopKey = ({ metadata }: KubeObject): string => `${metadata.namespace}/${metadata.name}`;
const within = (key: string, namespace: string): boolean => namespace === '' || key.startsWith(`${namespace}/`);

/** Versions of one object grow; the watch may tell of one that an own write has overtaken. */
const isNewer = (known: string | undefined, other: string | undefined): boolean =>
  known !== undefined && other !== undefined && BigInt(known) > BigInt(other);

const changed = (before: ManagedEntry, after: ManagedEntry): boolean =>
  before.digest !== after.digest ||
  before.uid !== after.uid ||
  before.deleting !== after.deleting ||
  before.state.ready !== after.state.ready ||
  before.state.failed !== after.state.failed ||
  before.state.replicas !== after.state.replicas ||
  before.state.message !== after.state.message;

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}
