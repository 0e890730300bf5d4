/** The architecture diagram in Mermaid, from the blueprint: calls (solid), events by topic (dotted), stores. Pure. */

import type { ServiceBlueprint, StoreKind } from '@mambogo/blueprint/service-blueprint.ts';
import { listCatalogueIds, listPublishedEvents } from '@mambogo/contracts/api/internal-comparisons.ts';
import { streamRevocations } from '@mambogo/contracts/api/internal-revocations.ts';
import { streamSettings } from '@mambogo/contracts/api/internal-settings.ts';

const stores: Readonly<Record<StoreKind, string | undefined>> = {
  postgres: 'PostgreSQL',
  mysql: 'MariaDB or MySQL',
  redis: 'Redis',
  state: 'Redis',
  'sqlite-file': 'SQLite file',
  'git-repository': 'Git repository',
  none: undefined,
};

export function architectureDiagram(services: readonly ServiceBlueprint[]): string {
  const topics = [...new Set(services.flatMap(({ emits }) => emits ?? []))];
  const usedStores = [...new Set(services.flatMap(({ store }) => stores[store] ?? []))];
  return [
    '```mermaid',
    'flowchart TB',
    '  shopper([shopper, merchant])',
    ...services.map(
      ({ name, port, sidecar }) => `  ${id(name)}${sidecar ? `["${name} :${port}"]` : `[["${name} :${port}"]]`}`,
    ),
    ...topics.map((topic) => `  ${id(topic)}>"${topic}"]`),
    ...usedStores.map((store) => `  ${id(store)}[("${store}")]`),
    '  shopper --> gateway',
    ...services.flatMap(callsOf),
    ...services.flatMap(({ name, emits }) => (emits ? [`  ${id(name)} -.-> ${id(emits)}`] : [])),
    ...services.flatMap(({ name, consumes }) => consumes.map((topic) => `  ${id(topic)} -.-> ${id(name)}`)),
    ...services.flatMap(({ name, store }) => (stores[store] ? [`  ${id(name)} --- ${id(stores[store])}`] : [])),
    '```',
    '',
    'Solid arrows are calls through the sidecars (the callee rejects any other), dotted ones are events on Kafka, plain lines',
    "are a service's own store. Not shown are calls of every service for identity's public keys and revoked tokens and for settings, and",
    'those with which consumers compare the events they handled with those that were published.',
  ].join('\n');
}

/** Calls of every service to identity and config, and calls of invariant monitors: not part of the shop's features. */
const omittedNodes: readonly string[] = [
  '/auth/**',
  streamRevocations.path,
  streamSettings.path,
  listPublishedEvents.path,
  listCatalogueIds.path,
];

/** The purpose of a call follows from its paths. */
const callsOf = ({ name, calls, settings }: ServiceBlueprint): string[] => [
  ...calls
    .filter(({ paths }) => name === 'gateway' || paths.some((path) => !omittedNodes.includes(path)))
    .map(({ service }) => `  ${id(name)} --> ${id(service)}`),
  ...(settings.includes('PSP_URL') ? [`  ${id(name)} -->|"as to an outside provider"| psp-simulator`] : []),
];

const id = (name: string): string => name.toLowerCase().replaceAll(/[^a-z-]+/g, '_');
