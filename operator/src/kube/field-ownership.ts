/**
 * Field ownership of a live object, by its managedFields: the operator's own fields, and fields that others added and that change
 * what the object does. Pure.
 *
 * Others' fields in `metadata` and `status` are ignored, and so are a pod template's labels and annotations (`kubectl rollout
 * restart` writes one), the replica count where the operator sets none, and the token and pull Secrets of a ServiceAccount.
 * A template's `dapr.io/` annotations are settings of the sidecar, and no metadata in this sense.
 */
import { containsPath, difference, emptySet, type FieldPath } from './field-set.ts';
import type { FieldSet, KubeObject, ManagedFieldsEntry } from './kube-object.ts';

/** Field manager of the operator's applies. */
export const fieldManager = 'mambogo-operator';
/** Field manager of a workload's replica count from the moment the operator releases it until an autoscaler sets it. */
export const replicasManager = 'mambogo-operator-replicas';

export interface ForeignField {
  readonly manager: string;
  readonly path: FieldPath;
}

/** Fields the operator applied and nobody has changed since. */
export const ownFields = ({ metadata }: KubeObject): FieldSet =>
  metadata.managedFields?.find(({ manager, operation }) => manager === fieldManager && operation === 'Apply')
    ?.fieldsV1 ?? emptySet;

/** Fields that others added and that change what the object does. */
export function foreignFields(object: KubeObject): ForeignField[] {
  const own = ownFields(object);
  return foreignEntries(object).flatMap(({ manager = '', fieldsV1 = emptySet }) =>
    addedPaths(object.kind, fieldsV1, own).map((path) => ({ manager, path })),
  );
}

/**
 * Managers that took fields that were the operator's, or added fields they may not add.
 * @param own the operator's fields when everything is as applied
 * @returns names of field managers; `unknown`: fields were removed, and no manager owns them
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
