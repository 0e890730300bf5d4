/**
 * The annotations by which Artifact Hub shows the chart. Pure.
 *
 * https://artifacthub.io/docs/topics/annotations/helm/
 */
import { stringify } from 'yaml';
import type { Manifest } from '../cluster/addons/manifest.ts';
import { chartFacts } from './chart-facts.ts';
import type { Definition } from './olm-bundle.ts';

export interface ArtifactHubInput {
  readonly definitions: readonly Definition[];
  readonly examples: readonly Manifest[];
  readonly images: readonly string[];
  /** Entries of the changelog, in the order of the file. */
  readonly changes: readonly string[];
}

export const artifactHubAnnotations = ({
  definitions,
  examples,
  images,
  changes,
}: ArtifactHubInput): Record<string, string> => ({
  'artifacthub.io/operator': 'true',
  'artifacthub.io/operatorCapabilities': chartFacts.capabilities,
  'artifacthub.io/license': 'Apache-2.0',
  'artifacthub.io/links': stringify([{ name: 'Documentation', url: chartFacts.home }]),
  'artifacthub.io/crds': stringify(
    definitions.flatMap(({ metadata, spec }) =>
      spec.versions.map((version) => ({
        kind: spec.names.kind,
        version: version.name,
        name: metadata.name,
        displayName: spec.names.kind,
        description: version.schema?.openAPIV3Schema?.description ?? '',
      })),
    ),
  ),
  'artifacthub.io/crdsExamples': stringify(examples),
  'artifacthub.io/images': stringify(images.map((image) => ({ name: image.replace(/^.*\/|[:@].*$/g, ''), image }))),
  'artifacthub.io/changes': stringify(changes),
});

/** The entries of a version in a changelog, without marks: bold names stay as text. */
export function changesOf(changelog: string, version: string): string[] {
  const [, section = ''] = changelog.split(`\n## [${version}]`);
  const [own = ''] = section.split('\n## ');
  return own
    .split(/\n- /)
    .slice(1)
    .map(
      (entry) =>
        entry
          .split('\n\n')[0]
          ?.replaceAll(/\*\*|`/g, '')
          .replaceAll(/\s+/g, ' ')
          .trim() ?? '',
    );
}
