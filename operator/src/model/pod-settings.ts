/** Resolves `spec.pods` for one component: `all`, its group and its own settings, merged in this order. Pure. */
import type { PodSettings, PodsSpec } from '../api/pods-spec.ts';
import type { ComponentGroup } from './component-names.ts';

export interface ComponentPodSettings {
  readonly settings: PodSettings;
  /** Templates to merge over the pod's, the least specific first, with the field each comes from. */
  readonly templates: readonly { readonly field: string; readonly template: NonNullable<PodSettings['template']> }[];
}

/** undefined: the component has no settings. */
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

/** Maps and variables are merged; everything else is replaced by the more specific setting. */
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
