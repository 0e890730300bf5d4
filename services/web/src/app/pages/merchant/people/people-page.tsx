/** Everybody who has an account, newest first, or who has a user name or an address. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { TextField } from '../../../design/field.tsx';
import { EmptyState } from '../../../design/states.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { peopleQuery } from '../api/people.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { listOf } from '../parts/list-of.ts';
import { ListStates } from '../parts/list-states.tsx';
import { PeopleTable } from './people-table.tsx';

export default function PeoplePage() {
  const { people: words, common } = useMerchantMessages();
  // Not in the address: it is somebody's name, and addresses are kept by browsers and proxies.
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const list = listOf(useInfiniteQuery(peopleQuery(search)));
  const clear = () => {
    setTyped('');
    setSearch('');
  };
  return (
    <div className="stack">
      <div>
        <PageHeading>{words.title}</PageHeading>
        <p className="soft">{words.text}</p>
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
            label={words.search}
            value={typed}
            maxLength={254}
            autoComplete="off"
            onChange={({ target }) => setTyped(target.value)}
          />
          <div className="row merchant-filters-side">
            <Button type="submit" look="quiet">
              {common.search}
            </Button>
          </div>
        </form>
      </search>
      <ListStates
        {...list}
        empty={
          search === '' ? (
            <EmptyState title={words.emptyTitle} />
          ) : (
            <EmptyState
              title={words.nothingTitle}
              action={
                <Button look="quiet" onClick={clear}>
                  {common.clear}
                </Button>
              }
            >
              {words.nothingText}
            </EmptyState>
          )
        }
      >
        {(people) => <PeopleTable people={people} />}
      </ListStates>
    </div>
  );
}
