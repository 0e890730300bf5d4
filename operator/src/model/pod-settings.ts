/** What `spec.pods` says of one part: of all, of its group, of itself, one over the other. Pure. */
import type { PodSettings, PodsSpec } from '../api/pods-spec.ts';
import type { PartGroup } from './part-names.ts';

export interface SettingsOfPart {
  readonly settings: PodSettings;
  /** Templates to merge over the pod's, the broadest first, and where each is said. */
  readonly templates: readonly { readonly field: string; readonly template: NonNullable<PodSettings['template']> }[];
}

/** undefined: nothing is said of it. */
export function settingsOfPart(pods: PodsSpec, group: PartGroup, part: string): SettingsOfPart | undefined {
  const said = ['all', group, part].flatMap((key) => (pods[key] ? [{ key, of: pods[key] }] : []));
  if (said.length === 0) return undefined;
  return {
    settings: said.map(({ of }) => of).reduce(narrowed),
    templates: said.flatMap(({ key, of }) =>
      of.template ? [{ field: `spec.pods.${key}.template`, template: of.template }] : [],
    ),
  };
}

/** Maps and variables add up; of everything else the narrower takes the place of the broader. */
function narrowed(broad: PodSettings, narrow: PodSettings): PodSettings {
  const names = new Set(narrow.env?.map(({ name }) => name));
  return {
    ...broad,
    ...narrow,
    ...both('nodeSelector', broad, narrow),
    ...both('labels', broad, narrow),
    ...both('annotations', broad, narrow),
    ...(broad.env && narrow.env ? { env: [...broad.env.filter(({ name }) => !names.has(name)), ...narrow.env] } : {}),
    ...(broad.envFrom && narrow.envFrom ? { envFrom: [...broad.envFrom, ...narrow.envFrom] } : {}),
  };
}

const both = (field: 'nodeSelector' | 'labels' | 'annotations', broad: PodSettings, narrow: PodSettings) =>
  broad[field] && narrow[field] ? { [field]: { ...broad[field], ...narrow[field] } } : {};
