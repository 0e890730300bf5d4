/** What `spec.pods` says of one part: of all, of its group, of itself, one over the other. Pure. */
import type { PodSettings, PodsSpec } from '../api/pods-spec.ts';
import type { ComponentGroup } from './component-names.ts';

export interface ComponentPodSettings {
  readonly settings: PodSettings;
  /** Templates to merge over the pod's, the broadest first, and where each is said. */
  readonly templates: readonly { readonly field: string; readonly template: NonNullable<PodSettings['template']> }[];
}

/** undefined: nothing is said of it. */
export function componentPodSettings(
  pods: PodsSpec,
  group: ComponentGroup,
  component: string,
): ComponentPodSettings | undefined {
  const applicable = ['all', group, component].flatMap((key) => (pods[key] ? [{ key, of: pods[key] }] : []));
  if (applicable.length === 0) return undefined;
  return {
    settings: applicable.map(({ of }) => of).reduce(mergeSettings),
    templates: applicable.flatMap(({ key, of }) =>
      of.template ? [{ field: `spec.pods.${key}.template`, template: of.template }] : [],
    ),
  };
}

/** Maps and variables add up; of everything else the narrower takes the place of the broader. */
function mergeSettings(broad: PodSettings, narrow: PodSettings): PodSettings {
  const names = new Set(narrow.env?.map(({ name }) => name));
  return {
    ...broad,
    ...narrow,
    ...mergeMaps('nodeSelector', broad, narrow),
    ...mergeMaps('labels', broad, narrow),
    ...mergeMaps('annotations', broad, narrow),
    ...(broad.env && narrow.env ? { env: [...broad.env.filter(({ name }) => !names.has(name)), ...narrow.env] } : {}),
    ...(broad.envFrom && narrow.envFrom ? { envFrom: [...broad.envFrom, ...narrow.envFrom] } : {}),
  };
}

const mergeMaps = (field: 'nodeSelector' | 'labels' | 'annotations', broad: PodSettings, narrow: PodSettings) =>
  broad[field] && narrow[field] ? { [field]: { ...broad[field], ...narrow[field] } } : {};
