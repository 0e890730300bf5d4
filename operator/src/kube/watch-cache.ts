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
import { createScopeBook, type ScopeTrouble } from './scope-book.ts';
import { watchCollection } from './watch-collection.ts';

export interface ManagedEntry {
  readonly reference: ObjectReference;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly digest: string;
  /** Generation in which the digest became this one. */
  readonly since: number;
  readonly deleting: boolean;
  readonly state: ObservedState;
}

export interface WatchCache {
  /** Resolves once everything there is has been listed, but for what is not installed or may not be read. */
  start(): Promise<void>;
  stop(): void;
  synced(): boolean;
  storefront(key: string): KubeObject | undefined;
  storefrontKeys(): readonly string[];
  /** Everything that bears the label of this Storefront, by key of its reference. */
  entriesOf(storefrontKey: string): ReadonlyMap<string, ManagedEntry>;
  /** Kinds the API server does not know, and those that can't be read now. */
  unavailable(): ReadonlyMap<string, ScopeTrouble>;
  /** What was never read of a namespace: what is there is not known. */
  unread(namespace: string): readonly ScopeTrouble[];
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
  /**
   * Ids of what was last deleted, or lost the label that is selected by, and the version in which that happened. Only an
   * object whose label is back is ever seen in a later one.
   */
  const gone = new LRUCache<string, string>({ max: 10_000 });
  const stopping = new AbortController();
  const scopes = (namespaces.length > 0 ? namespaces : ['']).flatMap((namespace) =>
    [storefronts, ...managedKinds].map((kind) => ({ kind, namespace })),
  );
  const book = createScopeBook(scopes.length);

  function put(object: KubeObject): void {
    const owner = ownerKey(object);
    if (!owner) return;
    const reference = referenceTo(object);
    // An answer to an own write may come later than the news that the object was deleted since.
    const end = gone.get(object.metadata.uid ?? '');
    if (end !== undefined && !isNewer(object.metadata.resourceVersion, end)) return;
    const entries = byOwner.get(owner) ?? new Map<string, ManagedEntry>();
    byOwner.set(owner, entries);
    const before = entries.get(keyOf(reference));
    if (before?.uid === object.metadata.uid && isNewer(before?.resourceVersion, object.metadata.resourceVersion))
      return;
    const [digest, { generation = 0 }] = [objectDigest(object), object.metadata];
    const isAsBefore = before?.uid === object.metadata.uid && before?.digest === digest;
    const since = isAsBefore ? before.since : generation;
    const entry: ManagedEntry = {
      reference,
      uid: object.metadata.uid ?? '',
      resourceVersion: object.metadata.resourceVersion ?? '',
      digest,
      since,
      deleting: object.metadata.deletionTimestamp !== undefined,
      state: observedState(object, since),
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

  const listenTo = (kind: ResourceKind, namespace: string) => ({
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
        const { uid, resourceVersion } = object.metadata;
        if (uid && resourceVersion) gone.set(uid, resourceVersion);
        if (owner) drop(owner, keyOf(referenceTo(object)), object.metadata.uid);
      } else if (shops.delete(shopKey(object))) onChange(shopKey(object));
    },
    listed(names: ReadonlySet<string>) {
      if (book.listed(kind, namespace)) for (const key of shops.keys()) onChange(key);
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
    },
    unavailable(error: unknown, missing: boolean) {
      const news = book.unavailable(kind, namespace, error, missing);
      if (!missing && news) onTrouble?.(kind, error);
    },
  });

  return {
    async start() {
      const following = scopes.map(({ kind, namespace }) => {
        const labelSelector = kind === storefronts ? undefined : managedSelector;
        return watchCollection(client, { kind, namespace, labelSelector }, listenTo(kind, namespace), stopping.signal);
      });
      await Promise.race([book.whole, Promise.all(following)]);
    },
    stop: () => stopping.abort(),
    synced: book.synced,
    storefront: (key) => shops.get(key),
    storefrontKeys: () => [...shops.keys()],
    entriesOf: (key) => byOwner.get(key) ?? new Map<string, ManagedEntry>(),
    unavailable: () => book.troubles,
    unread: book.unread,
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
  before.state.available !== after.state.available ||
  before.state.failed !== after.state.failed ||
  before.state.replicas !== after.state.replicas ||
  before.state.address !== after.state.address ||
  before.state.message !== after.state.message;
