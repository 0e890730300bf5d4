/** Events that could not be handled, of all services or one. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '../../../design/button.tsx';
import { SelectField } from '../../../design/field.tsx';
import { Notice } from '../../../design/notice.tsx';
import { EmptyState } from '../../../design/states.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { lettersQuery } from '../api/letters.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { listOf } from '../parts/list-of.ts';
import { ListStates } from '../parts/list-states.tsx';
import { useChosen } from '../parts/use-chosen.ts';
import { useFilters } from '../parts/use-filters.ts';
import { anyStatus, letterStatuses, readLetterSearch, services } from './letter-search.ts';
import { LettersTable } from './letters-table.tsx';
import { ReplayAll } from './replay-all.tsx';

export default function LettersPage() {
  const { letters: words, common } = useMerchantMessages();
  const { address, clear } = useFilters();
  const [service, chooseService] = useChosen('service');
  const [status, chooseStatus] = useChosen('status', 'waiting');
  const search = readLetterSearch(address);
  const list = listOf(useInfiniteQuery(lettersQuery(search)));
  const unavailable = [...new Set(list.pages?.flatMap((page) => page.unavailable))];
  const isPlain = search.status === 'waiting' && !search.service;
  return (
    <div className="stack">
      <div className="spread">
        <div>
          <PageHeading>{words.title}</PageHeading>
          <p className="soft">{words.text}</p>
        </div>
        {list.items?.some(({ status }) => status === 'waiting') && <ReplayAll service={search.service} />}
      </div>
      <search className="card merchant-filters">
        <SelectField label={words.service} value={service} onChange={({ target }) => chooseService(target.value)}>
          <option value="">{words.anyService}</option>
          {services.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </SelectField>
        <SelectField label={words.status} value={status} onChange={({ target }) => chooseStatus(target.value)}>
          {letterStatuses.map((one) => (
            <option key={one} value={one}>
              {words.states[one]}
            </option>
          ))}
          <option value={anyStatus}>{common.any}</option>
        </SelectField>
      </search>
      {unavailable.length > 0 && <Notice tone="warn">{words.unavailable(unavailable.join(', '))}</Notice>}
      <ListStates
        {...list}
        empty={
          <EmptyState
            title={search.status === 'waiting' ? words.noneWaiting : words.none}
            action={
              !isPlain && (
                <Button look="quiet" onClick={clear}>
                  {common.clear}
                </Button>
              )
            }
          >
            {isPlain && unavailable.length === 0 && words.noneWaitingText}
          </EmptyState>
        }
      >
        {(letters) => <LettersTable letters={letters} />}
      </ListStates>
    </div>
  );
}
