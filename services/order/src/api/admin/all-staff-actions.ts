/**
 * All that staff did in all services, newest first, page by page: each service is asked for its next page once those that it sent
 * are used up, so one that has few is asked seldom.
 */
import type { StaffAction } from '@mambogo/contracts/api/staff-actions.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import type { Reader } from '@mambogo/service/database/replica/reads.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { Context } from '../../context.ts';
import { traceUrlOf } from '../trace-url.ts';
import {
  type ActionReader,
  actionQuery,
  actionReaders,
  newestFirst,
  type WantedActions,
} from './staff-action-readers.ts';

const size = limits.pageSize.max;

/** One service's actions: those that were read and are on no page yet. */
interface ActionList {
  readonly reader: ActionReader;
  found: readonly StaffAction[];
  /** The oldest that was read; undefined before the first page. */
  last?: StaffAction | undefined;
  mayHaveMore: boolean;
}

/**
 * At least one page, of up to `count` actions in all.
 * @throws Problem `upstream-unavailable` when a service does not respond: a file that lacks one would look complete
 */
export async function* allStaffActions(
  context: Context,
  reader: Reader,
  wanted: WantedActions,
  count: number,
): AsyncGenerator<readonly StaffAction[]> {
  const { own, others } = actionReaders(context, reader, wanted);
  const lists = [...(own ? [own] : []), ...others.map(required)].map(
    (reader): ActionList => ({ reader, found: [], mayHaveMore: true }),
  );
  const query = actionQuery(wanted);

  async function readMore(list: ActionList): Promise<void> {
    if (!list.mayHaveMore || list.found.length > 0) return;
    const position = list.last ? { before: list.last.at, beforeId: list.last.id } : {};
    list.found = await list.reader.read({ ...query, ...position, size });
    list.last = list.found.at(-1);
    list.mayHaveMore = list.found.length === size;
  }

  for (let left = count; left > 0; ) {
    await Promise.all(lists.map(readMore));
    const page = takeKnown(lists).slice(0, left);
    yield page.map((action) => ({ ...action, ...traceUrlOf(context.settings, action.traceId) }));
    left -= page.length;
    if (!lists.some(({ found, mayHaveMore }) => mayHaveMore || found.length > 0)) return;
  }
}

/** Takes the newest, as far back as every service's actions are known. */
function takeKnown(lists: readonly ActionList[]): StaffAction[] {
  const found = lists.flatMap((list) => list.found).sort(newestFirst);
  const [end] = lists.flatMap(({ last, mayHaveMore }) => (mayHaveMore && last ? [last] : [])).sort(newestFirst);
  const isTaken = (action: StaffAction) => end === undefined || newestFirst(action, end) <= 0;
  for (const list of lists) list.found = list.found.filter((action) => !isTaken(action));
  return found.filter(isTaken);
}

const required = ({ service, read }: ActionReader): ActionReader => ({
  service,
  read: (query) =>
    read(query).catch((cause: unknown) => {
      throw new Problem('upstream-unavailable', `${service} did not respond: try again later`, {}, { cause });
    }),
});
