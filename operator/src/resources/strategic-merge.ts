/**
 * Kubernetes' strategic merge patch, as far as pod templates need it: objects are merged field by field, null removes a field,
 * lists of named items are merged by name (`$patch: delete` removes one), every other list is replaced. Pure.
 */
type Json = Readonly<Record<string, unknown>>;

/** Field of a pod template -> merge key of its items, as declared by Kubernetes' API. */
const mergeKeys: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  volumes: 'name',
  env: 'name',
  imagePullSecrets: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  ports: 'containerPort',
  hostAliases: 'ip',
  topologySpreadConstraints: 'topologyKey',
};

export function strategicMerge(base: unknown, patch: unknown, field = ''): unknown {
  if (Array.isArray(patch)) {
    const key = mergeKeys[field];
    return key && Array.isArray(base) ? mergeLists(base, patch, key) : patch.map(withoutDirectives);
  }
  if (!isObject(patch)) return patch;
  if (!isObject(base) || patch.$patch === 'replace') return withoutDirectives(patch);
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name];
    else merged[name] = strategicMerge(base[name], value, name);
  }
  return merged;
}

/** Keeps the order; new items come last. */
function mergeLists(base: readonly unknown[], patch: readonly unknown[], key: string): unknown[] {
  const changes = new Map(patch.filter(isObject).map((one) => [one[key], one]));
  const known = new Set(base.filter(isObject).map((one) => one[key]));
  const merged = base.flatMap((one) => {
    const change = isObject(one) ? changes.get(one[key]) : undefined;
    if (change?.$patch === 'delete') return [];
    return [change ? strategicMerge(one, change) : one];
  });
  const added = patch.filter((one) => !(isObject(one) && (known.has(one[key]) || one.$patch === 'delete')));
  return [...merged, ...added.map(withoutDirectives)];
}

function withoutDirectives(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDirectives);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, inner]) => name !== '$patch' && inner !== null)
      .map(([name, inner]) => [name, withoutDirectives(inner)]),
  );
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
