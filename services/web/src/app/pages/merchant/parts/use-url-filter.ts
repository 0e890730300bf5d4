/** A select filter: shows the choice at once, while the URL is updated in a transition. */
import { useFilters } from './use-filters.ts';
import { useUrlDraft } from './use-url-draft.ts';

/** @param unset the value if the URL has none */
export function useUrlFilter(name: string, unset = '') {
  const { address, filter } = useFilters();
  const [chosen, setChosen] = useUrlDraft(address.get(name) ?? unset);
  const choose = (value: string) => {
    setChosen(value);
    filter({ [name]: value === unset ? '' : value });
  };
  return [chosen, choose] as const;
}
