/** How the gateway merges the responses of all consumers, by the id of the route. */
import { DeadLetterPage, listDeadLetters } from '@mambogo/contracts/api/dead-letters.ts';
import { InvariantReport, listViolations } from '@mambogo/contracts/api/invariants.ts';
import { mergePages } from '@mambogo/messaging/dead-letters/dead-letter-page.ts';
import { type AskConsumers, askConsumers } from './ask-consumers.ts';

export const mergedRoutes: Readonly<Record<string, AskConsumers>> = {
  [listDeadLetters.id]: askConsumers<DeadLetterPage>({
    schema: DeadLetterPage,
    merge: (pages, query, unavailable) => ({
      ...mergePages(pages, listDeadLetters.query.parse(Object.fromEntries(query)).size),
      unavailable,
    }),
    reportMissing: (logger, service, err) =>
      logger.warn(
        { event: 'dead_letter.list_incomplete', err, service },
        'dead letters of a service could not be read, the list is incomplete',
      ),
  }),
  [listViolations.id]: askConsumers<InvariantReport>({
    schema: InvariantReport,
    merge: (reports, _query, unavailable) => ({
      items: reports.flatMap(({ items }) => items),
      checkedAt: Object.assign({}, ...reports.map(({ checkedAt }) => checkedAt)),
      unavailable,
    }),
    reportMissing: (logger, service, err) =>
      logger.warn({ event: 'invariant.not_asked', service, err }, 'invariant report of a service could not be fetched'),
  }),
};
