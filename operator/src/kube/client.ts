/** The verbs of the Kubernetes API the operator uses, on plain JSON objects. Every mutating request goes through here. */
import { isNotFound } from './api-error.ts';
import type { Connection } from './connection.ts';
import { fieldManager } from './field-ownership.ts';
import type { KubeObject, ObjectReference } from './kube-object.ts';
import { collectionPath, findResourceKind, type ResourceKind } from './resource-kinds.ts';

export interface ListPage {
  readonly items: readonly KubeObject[];
  /** Version of the collection, to start a watch from. */
  readonly resourceVersion: string;
}

export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: KubeObject;
}

export interface Scope {
  readonly kind: ResourceKind;
  /** Empty: all namespaces. */
  readonly namespace: string;
  readonly labelSelector?: string;
  /** For lists, such as `reason=FailedCreate`. */
  readonly fieldSelector?: string;
}

export interface DeleteOptions {
  /** Only the object with this uid, never a successor of the same name. */
  readonly uid?: string;
  readonly propagation?: 'Background' | 'Orphan';
}

export interface JsonPatchOperation {
  readonly op: 'add' | 'remove' | 'replace';
  /** JSON pointer (RFC 6901). */
  readonly path: string;
  readonly value?: unknown;
}

export interface Client {
  /** Page by page, so that no large collection is held in memory as a whole. */
  list(scope: Scope, signal?: AbortSignal): AsyncIterable<ListPage>;
  watch(scope: Scope, resourceVersion: string, signal?: AbortSignal): AsyncIterable<WatchEvent>;
  /** undefined: it does not exist. */
  get(reference: ObjectReference): Promise<KubeObject | undefined>;
  /** Server-side apply with force, as the operator's field manager unless another is given; returns the resulting object. */
  apply(object: KubeObject, manager?: string): Promise<KubeObject>;
  create(object: KubeObject): Promise<KubeObject>;
  /** Merge patch; `subresource` such as `status`. */
  mergePatch(reference: ObjectReference, patch: unknown, subresource?: string): Promise<KubeObject>;
  /** JSON patch (RFC 6902). */
  jsonPatch(reference: ObjectReference, operations: readonly JsonPatchOperation[]): Promise<KubeObject>;
  /** Dry run: checks whether a merge patch would be accepted, and changes nothing. */
  dryRunPatch(reference: ObjectReference, patch: unknown): Promise<void>;
  replace(object: KubeObject): Promise<KubeObject>;
  /** Succeeds if the object no longer exists. */
  delete(reference: ObjectReference, options?: DeleteOptions): Promise<void>;
}

const pageSize = 250;
/** The server ends a watch after this many seconds; it is then resumed. */
const watchSeconds = 300;

/** @param ownFieldManager field manager of all writes */
export function createClient(
  connection: Connection,
  onWrite: (verb: string, kind: string) => void = () => undefined,
  ownFieldManager = fieldManager,
): Client {
  const path = (reference: ObjectReference) =>
    `${collectionPath(findResourceKind(reference), reference.namespace)}/${encodeURIComponent(reference.name)}`;
  const pathOf = ({ apiVersion, kind, metadata }: KubeObject) =>
    path({ apiVersion, kind, namespace: metadata.namespace ?? '', name: metadata.name });

  return {
    async *list({ kind, namespace, labelSelector, fieldSelector }, signal) {
      let next: string | undefined;
      do {
        const page = (await connection.send({
          method: 'GET',
          path: collectionPath(kind, namespace),
          query: { labelSelector, fieldSelector, limit: pageSize, continue: next },
          signal,
        })) as { items?: KubeObject[]; metadata: { resourceVersion: string; continue?: string } };
        // Items of a list have neither kind nor apiVersion.
        const items = (page.items ?? []).map((item) => ({ ...item, apiVersion: kind.apiVersion, kind: kind.kind }));
        yield { items, resourceVersion: page.metadata.resourceVersion };
        next = page.metadata.continue || undefined;
      } while (next);
    },

    async *watch({ kind, namespace, labelSelector }, resourceVersion, signal) {
      const query = {
        watch: true,
        allowWatchBookmarks: true,
        timeoutSeconds: watchSeconds,
        labelSelector,
        resourceVersion,
      };
      const lines = connection.streamLines({ method: 'GET', path: collectionPath(kind, namespace), query, signal });
      for await (const line of lines) if (line.trim() !== '') yield JSON.parse(line) as WatchEvent;
    },

    async get(reference) {
      try {
        return (await connection.send({ method: 'GET', path: path(reference) })) as KubeObject;
      } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
      }
    },

    async apply(object, manager = ownFieldManager) {
      onWrite('apply', object.kind);
      return (await connection.send({
        method: 'PATCH',
        path: pathOf(object),
        query: { fieldManager: manager, force: true, fieldValidation: 'Strict' },
        contentType: 'application/apply-patch+yaml',
        body: object,
      })) as KubeObject;
    },

    async create(object) {
      onWrite('create', object.kind);
      const collection = collectionPath(findResourceKind(object), object.metadata.namespace ?? '');
      return (await connection.send({
        method: 'POST',
        path: collection,
        query: { fieldManager: ownFieldManager },
        body: object,
      })) as KubeObject;
    },

    async mergePatch(reference, patch, subresource) {
      onWrite(subresource ? `patch ${subresource}` : 'patch', reference.kind);
      return (await connection.send({
        method: 'PATCH',
        path: subresource ? `${path(reference)}/${subresource}` : path(reference),
        query: { fieldManager: ownFieldManager },
        contentType: 'application/merge-patch+json',
        body: patch,
      })) as KubeObject;
    },

    async jsonPatch(reference, operations) {
      onWrite('patch', reference.kind);
      return (await connection.send({
        method: 'PATCH',
        path: path(reference),
        query: { fieldManager: ownFieldManager },
        contentType: 'application/json-patch+json',
        body: operations,
      })) as KubeObject;
    },

    async dryRunPatch(reference, patch) {
      await connection.send({
        method: 'PATCH',
        path: path(reference),
        query: { fieldManager: ownFieldManager, dryRun: 'All' },
        contentType: 'application/merge-patch+json',
        body: patch,
      });
    },

    async replace(object) {
      onWrite('update', object.kind);
      return (await connection.send({
        method: 'PUT',
        path: pathOf(object),
        query: { fieldManager: ownFieldManager },
        body: object,
      })) as KubeObject;
    },

    async delete(reference, { uid, propagation = 'Background' } = {}) {
      onWrite('delete', reference.kind);
      const body = { propagationPolicy: propagation, ...(uid ? { preconditions: { uid } } : {}) };
      try {
        await connection.send({ method: 'DELETE', path: path(reference), body });
      } catch (error) {
        if (!isNotFound(error)) throw error;
      }
    },
  };
}
