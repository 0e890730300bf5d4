/**
 * Every service has one shape, so that whoever knows one finds their way in all: the same files in `src`, and folders named for what
 * is in them. What a kind of service has, and which services differ, is data here. Pure: sources in, problems out.
 */
import type { ServiceBlueprint, ServiceName, StoreKind } from '@mambogo/blueprint/service-blueprint.ts';
import { services } from '@mambogo/blueprint/services.ts';
import type { Source } from './sources.ts';

/** `context.ts`: all dependencies; `routes.ts`: `mount`, everything it serves; `main.ts`: starts it. */
const everyService = ['context.ts', 'main.ts', 'routes.ts', 'settings.ts'];
/** Tasks with a main of their own, which the runner and the operator start. */
const sqlService = ['migrate.ts', 'store/database.ts', 'store/entities.ts'];
/** A task of those that publish events. */
const publisher = ['republish.ts'];
const filesByStore: Readonly<Record<StoreKind, readonly string[]>> = {
  postgres: sqlService,
  mysql: sqlService,
  redis: [],
  state: [],
  'sqlite-file': [],
  'git-repository': [],
  none: [],
};
/** `domain` is pure; `api` and `events` call it; `store` keeps; `worker` runs by the clock; `telemetry` counts. */
const folders = ['api', 'domain', 'events', 'store', 'telemetry', 'worker'];

/** What else stands in `src` of a service, and why. */
const additions: Readonly<Partial<Record<ServiceName, { why: string; names: readonly string[] }>>> = {
  gateway: {
    why: 'a pipeline of steps instead of handlers',
    names: [
      'arrival',
      'browsers',
      'forward',
      'guards',
      'limits',
      'normalize',
      'operations',
      'pipeline',
      'profile-rules.ts',
      'upstreams',
    ],
  },
  identity: {
    why: 'the OpenID provider, the password check, and a task that rotates keys',
    names: ['oidc', 'passwords', 'rotate-keys.ts', 'secrets.ts'],
  },
  notification: { why: 'composes mails and gives them to a mail server', names: ['mail'] },
  order: { why: 'tasks of recovery', names: ['cancel-lost.ts', 'rebuild.ts'] },
  payment: {
    why: 'clients of payment providers, and tasks of recovery',
    names: ['adopt-charges.ts', 'providers', 'verify-charges.ts'],
  },
  web: { why: 'the pages, their build and their pictures', names: ['app', 'build', 'illustrations', 'serve'] },
};

/** One line for every service that differs from the shape, and for folders of services that the blueprint does not list. */
export function checkServiceShape(
  sources: readonly Source[],
  blueprint: readonly ServiceBlueprint[] = services,
): string[] {
  const paths = sources.map(({ path }) => path).filter((path) => path.startsWith('services/'));
  const unknown = [...new Set(paths.map((path) => path.split('/')[1] ?? ''))]
    .filter((folder) => !blueprint.some(({ name }) => name === folder))
    .map((folder) => `services/${folder}: is not in packages/blueprint/src/services.ts`);
  return [...unknown, ...blueprint.flatMap((service) => differences(service, paths, sources))];
}

function differences(
  { name, store, emits }: ServiceBlueprint,
  paths: readonly string[],
  sources: readonly Source[],
): string[] {
  const root = `services/${name}/src/`;
  const required = [
    ...everyService,
    ...filesByStore[store],
    ...(emits && filesByStore[store] === sqlService ? publisher : []),
  ];
  const own = paths.filter((path) => path.startsWith(root) && !path.endsWith('.test.ts'));
  const names = new Set(own.map((path) => path.slice(root.length).split('/')[0] ?? ''));
  const allowed = [...required, ...folders, ...(additions[name]?.names ?? [])];
  const routes = sources.find(({ path }) => path === `${root}routes.ts`)?.text ?? '';
  return [
    ...required.filter((file) => !paths.includes(root + file)).map((file) => `${root}${file}: is missing`),
    ...(routes && !/^export function mount\(app: Express, /m.test(routes)
      ? [`${root}routes.ts: exports no function mount(app, context)`]
      : []),
    ...[...names]
      .filter((found) => !allowed.includes(found))
      .map((found) => `${root}${found}: is not part of a service's shape (local/check/service-shape.ts)`),
  ];
}
