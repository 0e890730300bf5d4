/** Every generated file of the repository with its content. Nothing is written here. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { services } from '@mambogo/blueprint/services.ts';
import { routes } from '@mambogo/contracts/api/routes.ts';
import { events } from '@mambogo/contracts/events/events.ts';
import { prerequisitesFile, prerequisitesManifest } from '@mambogo/local/chart/install-manifest.ts';
import { isProductSource, readSources } from '@mambogo/local/check/sources.ts';
import { dashboards, operatorDashboards } from '@mambogo/metrics/dashboards/dashboards.ts';
import { metrics } from '@mambogo/metrics/metrics.ts';
import { storefrontBackupCrd, storefrontRestoreCrd } from '@mambogo/operator/crd/backup-crds.ts';
import { storefrontCrd } from '@mambogo/operator/crd/storefront-crd.ts';
import { ownRules, shopRules, storefrontRules } from '@mambogo/operator/kube/permissions.ts';
import { profileDefaults } from '@mambogo/operator/model/profile-defaults.ts';
import { parse, stringify } from 'yaml';
import { addressFormats, countryCodes } from './generators/address-formats.ts';
import { architectureDiagram } from './generators/architecture.ts';
import { asyncApi } from './generators/asyncapi.ts';
import { decisionsList } from './generators/decisions-list.ts';
import { endpointFiles } from './generators/endpoints.ts';
import { eventSchemaFiles } from './generators/event-schemas.ts';
import { eventsReference } from './generators/events-reference.ts';
import { grafanaDashboard } from './generators/grafana-dashboard.ts';
import { insertSection } from './generators/insert-section.ts';
import { iso4217 } from './generators/iso-4217.ts';
import { logEvents } from './generators/log-events.ts';
import { metricsReference } from './generators/metrics-reference.ts';
import { openApi } from './generators/openapi.ts';
import { operatorRules } from './generators/operator-rules.ts';
import { servicesTable } from './generators/services-table.ts';
import { storefrontReference } from './generators/storefront-reference.ts';
import { valuesTable } from './generators/values-table.ts';

const chart = 'charts/mambogo-operator';

/** Path from the repository's root -> content. */
export const generatedFiles = (root: string): ReadonlyMap<string, string> =>
  new Map([
    ['docs/api/openapi.yaml', yaml('packages/contracts', openApi(routes))],
    ['docs/api/asyncapi.yaml', yaml('packages/contracts', asyncApi(events))],
    ...endpointFiles(routes),
    ...eventSchemaFiles(events),
    ['docs/decisions/README.md', decisionsList(decisions(root))],
    ['docs/reference/events.md', eventsReference(asyncApi(events), services)],
    ['packages/contracts/src/currency/iso-4217.ts', iso4217()],
    ['packages/contracts/src/address/country-codes.ts', countryCodes()],
    ['packages/contracts/src/address/address-formats.json', addressFormats()],
    ['docs/reference/log-events.md', logEvents(readSources(root).filter(({ path }) => isProductSource(path)))],
    ['docs/reference/metrics.md', metricsReference(metrics)],
    ...[...dashboards, ...operatorDashboards].map(
      (one) => [`packages/metrics/src/dashboards/grafana/${one.name}.json`, grafanaDashboard(one)] as const,
    ),
    ['docs/reference/services.md', servicesTable(services)],
    ['docs/reference/storefront.md', storefrontReference(storefrontCrd(), profileDefaults)],
    ...definitions.map((one) => [`${chart}/crds/${one.metadata.name}.yaml`, definition(one)] as const),
    [prerequisitesFile, prerequisitesManifest(definitions.map(definition))],
    [`${chart}/templates/_rules.tpl`, operatorRules({ storefrontRules, shopRules, ownRules })],
    [`${chart}/README.md`, insertSection(readme(root, chart), 'values', chartValues(root))],
    ['README.md', insertSection(readme(root), 'architecture', architectureDiagram(services))],
  ]);

const definitions = [storefrontCrd(), storefrontBackupCrd(), storefrontRestoreCrd()];
const definition = (crd: (typeof definitions)[number]): string => yaml('operator/src/api', crd);

function decisions(root: string): ReadonlyMap<string, string> {
  const folder = join(root, 'docs/decisions');
  const names = readdirSync(folder).filter((name) => /^\d{4}-.*\.md$/.test(name));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function readme(root: string, folder = ''): string {
  const file = join(root, folder, 'README.md');
  return existsSync(file)
    ? readFileSync(file, 'utf8')
    : '# Mambogo\n\n<!-- architecture:begin -->\n<!-- architecture:end -->\n';
}

function chartValues(root: string): string {
  const read = (name: string) => readFileSync(join(root, chart, name), 'utf8');
  return valuesTable(JSON.parse(read('values.schema.json')), parse(read('values.yaml')));
}

const yaml = (source: string, document: unknown): string =>
  `# Generated from ${source} by npm run generate.\n${stringify(document, { lineWidth: 120, aliasDuplicateObjects: false })}`;
