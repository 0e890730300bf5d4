/**
 * Local view of the cluster: complete Storefronts, and for every managed object a hash and its observed state. Fed by watches and
 * by the operator's own writes. Calls onChange with a Storefront's key when the Storefront, or one of its objects, has changed.
 */
import { LRUCache } from 'lru-cache';
import { managedSelector, ownerKey } from '../labels.ts';
import { createCacheSyncState, type ScopeError } from './cache-sync-state.ts';
import type { Client } from './client.ts';
import { isNewer, type KubeObject, keyOf, type ObjectReference, referenceTo } from './kube-object.ts';
import { objectHash } from './object-hash.ts';
import { type ObservedState, observeState } from './observed-state.ts';
import { createRequests } from './requests.ts';
import { managedKinds, type ResourceKind, requestKinds, storefronts } from './resource-kinds.ts';
import { watchCollection } from './watch-collection.ts';

export interface ManagedEntry {
  readonly reference: ObjectReference;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly hash: string;
  /** Generation in which the hash became this one. */
  readonly hashGeneration: number;
  readonly deleting: boolean;
  readonly state: ObservedState;
}

export interface WatchCache {
  /** Resolves once everything has been listed, except for kinds that are not installed or may not be read. */
  start(): Promise<void>;
  stop(): void;
  synced(): boolean;
  storefront(key: string): KubeObject | undefined;
  storefrontKeys(): readonly string[];
  /** Objects with the label of this Storefront, by key of their reference. */
  entriesOf(storefrontKey: string): ReadonlyMap<string, ManagedEntry>;
  /** StorefrontBackups and StorefrontRestores of this Storefront, oldest first. */
  requestsOf(storefrontKey: string): readonly KubeObject[];
  /** Kinds unknown to the API server, and kinds that can't be read now. */
  scopeErrors(): ReadonlyMap<string, ScopeError>;
  /** Scopes of a namespace that were never read: what exists there is unknown. */
  unreadScopes(namespace: string): readonly ScopeError[];
  /** Adds the result of the operator's own write, ahead of the watch. */
  upsert(object: KubeObject): void;
  evict(storefrontKey: string, reference: ObjectReference): void;
}

export interface WatchCacheSettings {
  readonly client: Client;
  /** Empty: all namespaces. */
  readonly namespaces: readonly string[];
  /** Called with `namespace/name` of a Storefront to reconcile. */
  onChange(storefrontKey: string): void;
  onWatchError?(kind: ResourceKind, error: unknown): void;
}

export function createWatchCache({
  client,
  namespaces,
  onChange,
  onWatchError: onTrouble,
}: WatchCacheSettings): WatchCache {
  const shops = new Map<string, KubeObject>();
  const requests = createRequests(onChange);
  const byOwner = new Map<string, Map<string, ManagedEntry>>();
  /**
   * Uids of recently deleted objects, or objects that lost the selected label, with the version in which that happened. Only an
   * object that got the label back is ever seen in a later version.
   */
  const deletedVersions = new LRUCache<string, string>({ max: 10_000 });
  const stopping = new AbortController();
  const scopes = (namespaces.length > 0 ? namespaces : ['']).flatMap((namespace) =>
    [storefronts, ...requestKinds, ...managedKinds].map((kind) => ({ kind, namespace })),
  );
  const syncState = createCacheSyncState(scopes.length);

  function upsertEntry(object: KubeObject): void {
    const owner = ownerKey(object);
    if (!owner) return;
    const reference = referenceTo(object);
    // The response to the operator's own write may arrive after the watch event of the object's deletion.
    const end = deletedVersions.get(object.metadata.uid ?? '');
    if (end !== undefined && !isNewer(object.metadata.resourceVersion, end)) return;
    const entries = byOwner.get(owner) ?? new Map<string, ManagedEntry>();
    byOwner.set(owner, entries);
    const before = entries.get(keyOf(reference));
    if (before?.uid === object.metadata.uid && isNewer(before?.resourceVersion, object.metadata.resourceVersion))
      return;
    const [hash, { generation = 0 }] = [objectHash(object), object.metadata];
    const isAsBefore = before?.uid === object.metadata.uid && before?.hash === hash;
    const since = isAsBefore ? before.hashGeneration : generation;
    const entry: ManagedEntry = {
      reference,
      uid: object.metadata.uid ?? '',
      resourceVersion: object.metadata.resourceVersion ?? '',
      hash,
      hashGeneration: since,
      deleting: object.metadata.deletionTimestamp !== undefined,
      state: observeState(object, since),
    };
    entries.set(keyOf(reference), entry);
    if (!before || entryChanged(before, entry)) onChange(owner);
  }

  function evictEntry(owner: string, key: string, uid?: string): void {
    const entries = byOwner.get(owner);
    const known = entries?.get(key);
    if (!entries || !known || (uid && known.uid !== uid)) return;
    entries.delete(key);
    if (entries.size === 0) byOwner.delete(owner);
    onChange(owner);
  }

  const listenTo = (kind: ResourceKind, namespace: string) => ({
    onUpsert(object: KubeObject) {
      if (requestKinds.includes(kind)) return requests.upsert(object);
      if (kind !== storefronts) return upsertEntry(object);
      const key = shopKey(object);
      if (isNewer(shops.get(key)?.metadata.resourceVersion, object.metadata.resourceVersion)) return;
      shops.set(key, object);
      onChange(key);
    },
    onDelete(object: KubeObject) {
      if (requestKinds.includes(kind)) return requests.remove(object);
      if (kind !== storefronts) {
        const owner = ownerKey(object);
        const { uid, resourceVersion } = object.metadata;
        if (uid && resourceVersion) deletedVersions.set(uid, resourceVersion);
        if (owner) evictEntry(owner, keyOf(referenceTo(object)), object.metadata.uid);
      } else if (shops.delete(shopKey(object))) onChange(shopKey(object));
    },
    onListed(names: ReadonlySet<string>) {
      if (syncState.markListed(kind, namespace)) for (const key of shops.keys()) onChange(key);
      if (requestKinds.includes(kind)) requests.retain(kind.kind, namespace, names);
      else if (kind === storefronts) {
        for (const key of shops.keys()) {
          if (isInNamespace(key, namespace) && !names.has(key) && shops.delete(key)) onChange(key);
        }
      } else {
        for (const [owner, entries] of byOwner) {
          for (const [key, { reference }] of entries) {
            const named = `${reference.namespace}/${reference.name}`;
            if (reference.kind === kind.kind && isInNamespace(named, namespace) && !names.has(named))
              evictEntry(owner, key);
          }
        }
      }
    },
    onUnavailable(error: unknown, missing: boolean) {
      const isNews = syncState.markUnavailable(kind, namespace, error, missing);
      if (!missing && isNews) onTrouble?.(kind, error);
    },
  });

  return {
    async start() {
      const watches = scopes.map(({ kind, namespace }) => {
        const isWhole = kind === storefronts || requestKinds.includes(kind);
        const labelSelector = isWhole ? undefined : managedSelector;
        return watchCollection(client, { kind, namespace, labelSelector }, listenTo(kind, namespace), stopping.signal);
      });
      await Promise.race([syncState.allSynced, Promise.all(watches)]);
    },
    stop: () => stopping.abort(),
    synced: syncState.synced,
    storefront: (key) => shops.get(key),
    storefrontKeys: () => [...shops.keys()],
    entriesOf: (key) => byOwner.get(key) ?? new Map<string, ManagedEntry>(),
    requestsOf: requests.of,
    scopeErrors: () => syncState.errors,
    unreadScopes: syncState.unreadScopes,
    upsert(object) {
      if (object.kind === 'Storefront') shops.set(shopKey(object), object);
      else if (requestKinds.some(({ kind }) => kind === object.kind)) requests.upsert(object);
      else upsertEntry(object);
    },
    evict: (owner, reference) => evictEntry(owner, keyOf(reference)),
  };
}

const shopKey = ({ metadata }: KubeObject): string => `${metadata.namespace}/${metadata.name}`;
const isInNamespace = (key: string, namespace: string): boolean => namespace === '' || key.startsWith(`${namespace}/`);

const entryChanged = (before: ManagedEntry, after: ManagedEntry): boolean =>
  before.hash !== after.hash ||
  before.uid !== after.uid ||
  before.deleting !== after.deleting ||
  before.state.ready !== after.state.ready ||
  before.state.available !== after.state.available ||
  before.state.failed !== after.state.failed ||
  before.state.replicas !== after.state.replicas ||
  before.state.address !== after.state.address ||
  before.state.message !== after.state.message;
