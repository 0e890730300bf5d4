/** /api/v1/admin/settings: what is in force, the history with diffs, and rolling back by a new commit. */
import {
  getSettingsChange,
  getSettingsStatus,
  listSettingsCommits,
  rollBackSettings,
  type SettingsStatus,
} from '@mambogo/contracts/api/settings.ts';
import { type ConfigurableService, runtimeSettings } from '@mambogo/contracts/runtime-settings.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { type BoundRoute, handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { assessCommit } from '../domain/assess-commit.ts';
import { merchantAuthor, rollBackMessage } from '../domain/settings-action.ts';
import { type Commit, MovedError } from '../store/settings-repository.ts';

type Dependencies = Pick<Context, 'inForce' | 'repository' | 'logger'>;

export const administration = (context: Dependencies): BoundRoute[] => [
  handleRoute(getSettingsStatus, async () => ({ status: 200, body: statusOf(context) })),

  handleRoute(listSettingsCommits, async ({ query: { cursor, size } }) => {
    const found = await context.repository.history(size + 1, cursor);
    if (!found) throw new Problem('validation', 'the cursor is not of this list');
    const commit = context.inForce.snapshot()?.commit;
    const items = found.slice(0, size).map((one) => ({ ...shown(one), isInForce: one.id === commit }));
    return { status: 200, body: { items, ...(found.length > size ? { next: items.at(-1)?.id } : {}) } };
  }),

  handleRoute(getSettingsChange, async ({ params: { commit } }) => {
    await requireCommit(context, commit);
    const change = shown(await context.repository.read(commit));
    const { violations } = assessCommit(await context.repository.files(commit));
    return { status: 200, body: { ...change, diff: await context.repository.diff(commit), violations } };
  }),

  handleRoute(rollBackSettings, async ({ body: { to }, caller }) => {
    const { repository, inForce, logger } = context;
    await requireCommit(context, to);
    const { violations } = assessCommit(await repository.files(to));
    if (violations.length > 0) throw new Problem('unprocessable', 'this commit is not valid', { violations });
    const head = await repository.head();
    if (head !== undefined && !(await repository.haveSameFiles(head, to))) {
      const commit = await repository
        .revert(to, head, merchantAuthor(caller.subject), rollBackMessage(to))
        .catch(conflict);
      logger.info({ event: 'settings.rolled_back', to, commit, actor: caller.subject }, 'settings rolled back');
      await inForce.refresh();
    }
    return { status: 200, body: statusOf(context) };
  }),
];

const shown = ({ id, author, at, message }: Commit) => ({ id, author, at, message });

const services = Object.keys(runtimeSettings) as ConfigurableService[];

function statusOf({ inForce }: Pick<Context, 'inForce'>): SettingsStatus {
  const { head, violations, unreachableSince } = inForce.status();
  return {
    inForce: inForce.snapshot()?.commit,
    head,
    violations: [...violations],
    unreachableSince: unreachableSince?.toISOString(),
    settings: Object.fromEntries(services.map((service) => [service, inForce.settingsOf(service) ?? {}])),
  };
}

async function requireCommit({ repository }: Dependencies, commit: string): Promise<void> {
  if (!(await repository.isOnBranch(commit))) throw new Problem('not-found', 'the branch has no such commit');
}

function conflict(error: unknown): never {
  if (error instanceof MovedError)
    throw new Problem(
      'conflict',
      'somebody else has changed the settings: read them and try again',
      {},
      { cause: error },
    );
  throw error;
}
