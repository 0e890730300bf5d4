/** The search box. It shows the current search term; a new search resets all filters. */
import { limits } from '@mambogo/contracts/limits.ts';
import { type FormEvent, useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { Icon } from '../design/icons.tsx';
import { useMessages } from '../language/use-messages.ts';
import { pagePaths } from '../page-paths.ts';

export function SearchBox() {
  const { shell } = useMessages();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const input = useRef<HTMLInputElement>(null);
  const shown = pathname === pagePaths.search ? (new URLSearchParams(search).get('q') ?? '') : '';
  useEffect(() => {
    if (input.current) input.current.value = shown;
  }, [shown]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = input.current?.value.trim() ?? '';
    navigate({ pathname: pagePaths.search, search: text ? `?${new URLSearchParams({ q: text })}` : '' });
  };
  return (
    <search className="search">
      <form onSubmit={submit} action={pagePaths.search}>
        <label className="visually-hidden" htmlFor="search">
          {shell.searchLabel}
        </label>
        <input
          ref={input}
          id="search"
          name="q"
          type="search"
          className="input"
          defaultValue={shown}
          placeholder={shell.searchPlaceholder}
          maxLength={limits.text.search}
          autoComplete="off"
          enterKeyHint="search"
        />
        <button type="submit" aria-label={shell.search}>
          <Icon name="search" />
        </button>
      </form>
    </search>
  );
}
