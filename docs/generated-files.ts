/** Every generated file of the repository with what belongs in it. Nothing is written here. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { services } from '@mambogo/blueprint/services.ts';
import { routes } from '@mambogo/contracts/api/routes.ts';
import { events } from '@mambogo/contracts/events/events.ts';
import { storefrontCrd } from '@mambogo/operator/crd/storefront-crd.ts';
import { stringify } from 'yaml';
import { architectureDiagram } from './generators/architecture.ts';
import { asyncApi } from './generators/asyncapi.ts';
import { openApi } from './generators/openapi.ts';
import { placeSection } from './generators/place-section.ts';
import { servicesTable } from './generators/services-table.ts';

/** Path from the repository's root -> content. */
export const generatedFiles = (root: string): ReadonlyMap<string, string> =>
  new Map([
    ['docs/api/openapi.yaml', yaml('packages/contracts', openApi(routes))],
    ['docs/api/asyncapi.yaml', yaml('packages/contracts', asyncApi(events))],
    ['docs/reference/services.md', servicesTable(services)],
    ['charts/mambogo-operator/crds/storefronts.mambogo.com.yaml', yaml('operator/src/api', storefrontCrd())],
    ['README.md', placeSection(readme(root), 'architecture', architectureDiagram(services))],
  ]);

function readme(root: string): string {
  const file = join(root, 'README.md');
  return existsSync(file)
    ? readFileSync(file, 'utf8')
    : '# Mambogo\n\n<!-- architecture:begin -->\n<!-- architecture:end -->\n';
}

const yaml = (source: string, document: unknown): string =>
  `# Generated from ${source} by npm run generate.\n${stringify(document, { lineWidth: 120, aliasDuplicateObjects: false })}`;
