/**
 * What a new service adds to existing files: the lists that type-check or generate everything else. An anchor is a text that
 * occurs once in its file; the lines are written before it.
 */

export interface Insertion {
  /** From the repository's root. */
  readonly file: string;
  readonly before: string;
  readonly lines: string;
}

export const insertions = (name: string, port: number): readonly Insertion[] => [
  {
    file: 'packages/blueprint/src/service-blueprint.ts',
    before: '] as const;\nexport type ServiceName',
    lines: `  '${name}',\n`,
  },
  {
    file: 'packages/blueprint/src/supporting-services.ts',
    before: '];\n',
    lines: `  {
    name: '${name}',
    port: ${port},
    sidecar: true,
    store: 'postgres',
    components: ['events'],
    emits: '${name}.events',
    consumes: [],
    calls: [...allowed.everyService],
    credentials: [...sidecarCredentialNames, 'database-password'],
    sidecarCredentials: [],
    settings: [],
    migrates: true,
    size: { cpuMillis: 50, memoryMiB: 128 },
  },\n`,
  },
  {
    file: 'packages/blueprint/src/topics.ts',
    before: '};\n\n/** The topics of the contracts. */',
    lines: `  '${name}.events': { partitions: 2, cleanup: { policy: 'delete', retentionDays: 30 } },\n`,
  },
  {
    file: 'packages/contracts/src/events/event.ts',
    before: '] as const;\nexport type Topic',
    lines: `  '${name}.events',\n`,
  },
  {
    file: 'packages/contracts/src/events/events.ts',
    before: '\nexport const events:',
    lines: `import * as ${name} from './${name}-events.ts';\n`,
  },
  {
    file: 'packages/contracts/src/events/events.ts',
    before: '];\n\nexport const eventsByType',
    lines: `  ${name}.${name}EntryAdded,\n`,
  },
  {
    file: 'packages/contracts/src/route.ts',
    before: '] as const;\nexport type RouteOwner',
    lines: `  '${name}',\n`,
  },
  {
    file: 'packages/contracts/src/api/routes.ts',
    before: '\nexport const routes:',
    lines: `import * as ${name} from './${name}.ts';\n`,
  },
  {
    file: 'packages/contracts/src/api/routes.ts',
    before: '  deadLetters.listDeadLetters,',
    lines: `  ${name}.list${capital(name)}Entries,\n  ${name}.add${capital(name)}Entry,\n`,
  },
  {
    file: 'packages/contracts/src/runtime-settings.ts',
    before: '  config: CommonSettings,',
    lines: `  ${name}: CommonSettings,\n`,
  },
  {
    file: 'docs/generators/operations/operations.ts',
    before: '\nexport const operations:',
    lines: `import { ${name} } from './${name}.ts';\n`,
  },
  {
    file: 'docs/generators/operations/operations.ts',
    before: '  ...administration,',
    lines: `  ...${name},\n`,
  },
  {
    file: 'operator/src/api/services-spec.ts',
    before: '  config: withStore(PostgresSpec)',
    lines: `  ${name}: withStore(PostgresSpec).optional(),\n`,
  },
  {
    file: 'e2e/invariants/stores.ts',
    before: '};\nexport type DatabaseName',
    lines: `  ${name}: 'its entries agree with no other data',\n`,
  },
];

export const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
