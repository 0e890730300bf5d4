/** The dead letters of all services or one. */
import { deadLetterStatuses } from '@mambogo/contracts/enumerations.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '../../../design/button.tsx';
import { EmptyState } from '../../../design/empty-and-error-states.tsx';
import { SelectField } from '../../../design/field.tsx';
import { Notice } from '../../../design/notice.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { deadLettersQuery } from '../api/dead-letters.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { flattenPages } from '../parts/flatten-pages.ts';
import { ListStates } from '../parts/list-states.tsx';
import { useFilters } from '../parts/use-filters.ts';
import { useUrlFilter } from '../parts/use-url-filter.ts';
import { anyStatus, readDeadLetterSearch, services } from './dead-letter-search.ts';
import { DeadLettersTable } from './dead-letters-table.tsx';
import { ReplayAll } from './replay-all.tsx';

export default function DeadLettersPage() {
  const { letters: texts, common } = useMerchantMessages();
  const { address, clear } = useFilters();
  const [service, chooseService] = useUrlFilter('service');
  const [status, chooseStatus] = useUrlFilter('status', 'waiting');
  const search = readDeadLetterSearch(address);
  const list = flattenPages(useInfiniteQuery(deadLettersQuery(search)));
  const unavailable = [...new Set(list.pages?.flatMap((page) => page.unavailable))];
  const isPlain = search.status === 'waiting' && !search.service;
  return (
    <div className="stack">
      <div className="spread">
        <div>
          <PageHeading>{texts.title}</PageHeading>
          <p className="soft">{texts.text}</p>
        </div>
        {list.items?.some(({ status }) => status === 'waiting') && <ReplayAll service={search.service} />}
      </div>
      <search className="card merchant-filters">
        <SelectField label={texts.service} value={service} onChange={({ target }) => chooseService(target.value)}>
          <option value="">{texts.anyService}</option>
          {services.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </SelectField>
        <SelectField label={texts.status} value={status} onChange={({ target }) => chooseStatus(target.value)}>
          {deadLetterStatuses.map((one) => (
            <option key={one} value={one}>
              {texts.states[one]}
            </option>
          ))}
          <option value={anyStatus}>{common.any}</option>
        </SelectField>
      </search>
      {unavailable.length > 0 && <Notice tone="warn">{texts.unavailable(unavailable.join(', '))}</Notice>}
      <ListStates
        {...list}
        empty={
          <EmptyState
            title={search.status === 'waiting' ? texts.noneWaiting : texts.none}
            action={
              !isPlain && (
                <Button variant="quiet" onClick={clear}>
                  {common.clear}
                </Button>
              )
            }
          >
            {isPlain && unavailable.length === 0 && texts.noneWaitingText}
          </EmptyState>
        }
      >
        {(letters) => <DeadLettersTable letters={letters} />}
      </ListStates>
    </div>
  );
}
