/** What another service responds when it is asked for its actions of staff. */
import type { StaffAction } from '@mambogo/contracts/api/staff-actions.ts';

/** @param actions newest first; undefined: the service does not respond */
export function actionPage(
  actions: readonly StaffAction[] | undefined,
  query: URLSearchParams,
): StaffAction[] | undefined {
  const [before, beforeId, from] = [query.get('before') ?? '9', query.get('beforeId') ?? '', query.get('from') ?? ''];
  return actions
    ?.filter(({ at, id }) => at >= from && (at < before || (at === before && id < beforeId)))
    .slice(0, Number(query.get('size')));
}
