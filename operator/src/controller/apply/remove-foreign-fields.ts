/** Removes fields that others added to an object where they change what it does; other foreign fields stay. */
import type { Client, JsonPatchOperation } from '../../kube/client.ts';
import { foreignFields } from '../../kube/field-ownership.ts';
import { childAt, type FieldPath } from '../../kube/field-set.ts';
import { type KubeObject, referenceTo } from '../../kube/kube-object.ts';

/** Fails with a conflict (409) when the object has changed since it was read. */
export async function removeForeignFields(client: Pick<Client, 'jsonPatch'>, object: KubeObject): Promise<KubeObject> {
  const operations = removalOperations(object);
  if (operations.length === 0) return object;
  const { resourceVersion } = object.metadata;
  return client.jsonPatch(referenceTo(object), [
    { op: 'replace', path: '/metadata/resourceVersion', value: resourceVersion },
    ...operations,
  ]);
}

/** Ordered so that no removal shifts the path of a later one. */
export function removalOperations(object: KubeObject): JsonPatchOperation[] {
  const pointers = foreignFields(object).flatMap(({ path }) => keysAt(object, path) ?? []);
  const unique = new Map(pointers.map((keys) => [pointerOf(keys), keys]));
  return [...unique.values()].sort(byDescendingPath).map((keys) => ({ op: 'remove', path: pointerOf(keys) }));
}

type Keys = readonly (string | number)[];

/** At most one entry: a field that no longer exists needs no removal. */
function keysAt(object: KubeObject, path: FieldPath): [Keys] | undefined {
  const keys: (string | number)[] = [];
  let parent: unknown = object;
  for (const step of path) {
    const found = childAt(parent, step);
    if (!found) return undefined;
    keys.push(found.key);
    parent = found.value;
  }
  return [keys];
}

function byDescendingPath(a: Keys, b: Keys): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const [left, right] = [a[at], b[at]];
    if (left === right) continue;
    if (typeof left === 'number' && typeof right === 'number') return right - left;
    return String(left) < String(right) ? -1 : 1;
  }
  return b.length - a.length;
}

const pointerOf = (keys: Keys): string =>
  keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
