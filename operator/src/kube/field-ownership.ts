/**
 * Who holds which fields of a live object, by its managedFields: the operator's own, and what others have added where it
 * changes what the object does. Pure.
 *
 * What others have in `metadata` and `status` is theirs, and so are a pod template's labels and annotations (`kubectl rollout
 * restart` writes one), the count of replicas where the operator sends none, and the token and pull Secrets of a
 * ServiceAccount. A template's `dapr.io/` annotations are settings of the sidecar, and no metadata in this sense.
 */
import { containsPath, difference, emptySet, type FieldPath } from './field-set.ts';
import type { FieldSet, KubeObject, ManagedFieldsEntry } from './kube-object.ts';

/** The name under which the operator applies. */
export const fieldManager = 'mambogo-operator';
/** Holds a workload's count of replicas from the moment the operator lets go of it until an autoscaler sets it. */
export const replicasManager = 'mambogo-operator-replicas';

export interface ForeignField {
  readonly manager: string;
  readonly path: FieldPath;
}

/** The fields the operator has applied, and that nobody has changed since. */
export const ownFields = ({ metadata }: KubeObject): FieldSet =>
  metadata.managedFields?.find(({ manager, operation }) => manager === fieldManager && operation === 'Apply')
    ?.fieldsV1 ?? emptySet;

/** What others have added that changes what the object does. */
export function foreignFields(object: KubeObject): ForeignField[] {
  const own = ownFields(object);
  return foreignEntries(object).flatMap(({ manager = '', fieldsV1 = emptySet }) =>
    addedPaths(object.kind, fieldsV1, own).map((path) => ({ manager, path })),
  );
}

/**
 * Who has taken fields that were the operator's, or added such that are not theirs to add.
 * @param own the operator's fields when everything is as it applied it
 * @returns names of field managers; `unknown`: fields are gone, and who took them out holds none
 */
export function competingManagers(object: KubeObject, own: FieldSet): string[] {
  const lost = difference(own, ownFields(object));
  const takingManagers = foreignEntries(object).flatMap(({ manager = '', fieldsV1 = emptySet }) =>
    lost.some((path) => containsPath(fieldsV1, path)) ? [manager] : [],
  );
  const all = new Set([...takingManagers, ...foreignFields(object).map(({ manager }) => manager)]);
  return lost.length > 0 && takingManagers.length === 0 ? [...all, 'unknown'] : [...all];
}

const foreignEntries = ({ metadata }: KubeObject): readonly ManagedFieldsEntry[] =>
  (metadata.managedFields ?? []).filter(({ manager }) => manager !== fieldManager && manager !== replicasManager);

const ignoredRoots = new Set(['f:metadata', 'f:status']);

function addedPaths(kind: string, foreignFieldSet: FieldSet, own: FieldSet): FieldPath[] {
  if (kind === 'ServiceAccount') return [];
  return Object.entries(foreignFieldSet)
    .filter(([root]) => !ignoredRoots.has(root))
    .flatMap(([root, below]) =>
      Object.keys(below).length === 0 && own[root] === undefined
        ? [[root]]
        : difference(below, own[root] ?? emptySet, [root]),
    )
    .filter((path) => path.join('/') !== 'f:spec/f:replicas')
    .flatMap((path) => sidecarAnnotationPaths(path, foreignFieldSet));
}

const templateMetadata = 'f:spec/f:template/f:metadata';

/** Of a pod template's metadata only the sidecar's settings. */
function sidecarAnnotationPaths(path: FieldPath, foreignFieldSet: FieldSet): FieldPath[] {
  if (!`${path.join('/')}/`.startsWith(`${templateMetadata}/`)) return [path];
  const annotations = foreignFieldSet['f:spec']?.['f:template']?.['f:metadata']?.['f:annotations'] ?? emptySet;
  const [, , , , named] = path;
  return Object.keys(annotations)
    .filter((step) => step.startsWith('f:dapr.io/') && (named === undefined || named === step))
    .filter(() => path[3] === undefined || path[3] === 'f:annotations')
    .map((step) => [...templateMetadata.split('/'), 'f:annotations', step]);
}
