/** All accounts, newest first, or those with a user name or e-mail address. */
import { limits } from '@mambogo/contracts/limits.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { EmptyState } from '../../../design/empty-and-error-states.tsx';
import { TextField } from '../../../design/field.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { peopleQuery } from '../api/people.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { flattenPages } from '../parts/flatten-pages.ts';
import { ListStates } from '../parts/list-states.tsx';
import { NothingFound } from '../parts/nothing-found.tsx';
import { PeopleTable } from './people-table.tsx';

export default function PeoplePage() {
  const { people: texts, common } = useMerchantMessages();
  // Not in the URL: it is personal data, and URLs are stored by browsers and proxies.
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const list = flattenPages(useInfiniteQuery(peopleQuery(search)));
  const clear = () => {
    setTyped('');
    setSearch('');
  };
  return (
    <div className="stack">
      <div>
        <PageHeading>{texts.title}</PageHeading>
        <p className="soft">{texts.text}</p>
      </div>
      <search>
        <form
          className="card merchant-filters"
          onSubmit={(event) => {
            event.preventDefault();
            setSearch(typed.trim());
          }}
        >
          <TextField
            label={texts.search}
            value={typed}
            maxLength={limits.text.email}
            autoComplete="off"
            onChange={({ target }) => setTyped(target.value)}
          />
          <div className="row merchant-filters-side">
            <Button type="submit" variant="quiet">
              {common.search}
            </Button>
          </div>
        </form>
      </search>
      <ListStates
        {...list}
        empty={
          search === '' ? (
            <EmptyState title={texts.emptyTitle} />
          ) : (
            <NothingFound title={texts.nothingTitle} onClear={clear}>
              {texts.nothingText}
            </NothingFound>
          )
        }
      >
        {(people) => <PeopleTable people={people} />}
      </ListStates>
    </div>
  );
}
