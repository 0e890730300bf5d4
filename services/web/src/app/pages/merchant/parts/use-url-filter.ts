/** One filter that is chosen: it shows the choice at once, while the address follows as soon as the page can. */
import { useFilters } from './use-filters.ts';
import { useUrlDraft } from './use-url-draft.ts';

/** @param unset what is chosen while the address says nothing of it */
export function useUrlFilter(name: string, unset = '') {
  const { address, filter } = useFilters();
  const [chosen, setChosen] = useUrlDraft(address.get(name) ?? unset);
  const choose = (value: string) => {
    setChosen(value);
    filter({ [name]: value === unset ? '' : value });
  };
  return [chosen, choose] as const;
}
