/** docs/reference/services.md from the blueprint. Pure. */
import type { ServiceBlueprint } from '@mambogo/blueprint/service-blueprint.ts';

export const servicesTable = (services: readonly ServiceBlueprint[]): string =>
  [
    '<!-- Generated from packages/blueprint by npm run generate. -->',
    '# Services',
    '',
    'Who listens where, keeps what in which store, calls whom, and which topics it publishes and subscribes to.',
    '',
    '| service | port | store | sidecar | calls | emits | consumes |',
    '|---|---|---|---|---|---|---|',
    ...services.map(row),
    '',
  ].join('\n');

const row = ({ name, port, store, sidecar, calls, emits, consumes }: ServiceBlueprint): string =>
  `| ${[
    name,
    port,
    store,
    sidecar ? 'yes' : 'no',
    list(calls.map((call) => `${call.service} (${call.paths.map((path) => `\`${path}\``).join(', ')})`)),
    list(emits ? [emits] : []),
    list(consumes),
  ].join(' | ')} |`;

const list = (items: readonly string[]): string => (items.length > 0 ? items.join(', ') : '-');
