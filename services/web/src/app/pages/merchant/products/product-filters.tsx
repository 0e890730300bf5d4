/** The product filters. */
import { availabilities, type ProductSort } from '@mambogo/contracts/enumerations.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { useQuery } from '@tanstack/react-query';
import { categoriesQuery } from '../../../api/catalogue.ts';
import { Button } from '../../../design/button.tsx';
import { SelectField, TextField } from '../../../design/field.tsx';
import { useMessages } from '../../../language/use-messages.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { useFilters } from '../parts/use-filters.ts';
import { useUrlDraft } from '../parts/use-url-draft.ts';
import { useUrlFilter } from '../parts/use-url-filter.ts';

const sorts = ['name', '-name', 'price', '-price', '-createdAt', 'createdAt'] as const satisfies readonly ProductSort[];

export function ProductFilters() {
  const { products: texts, common } = useMerchantMessages();
  const { catalogue } = useMessages();
  const { address, filter, clear } = useFilters();
  const [category, chooseCategory] = useUrlFilter('category');
  const [status, chooseStatus] = useUrlFilter('status');
  const [availability, chooseAvailability] = useUrlFilter('availability');
  const searched = address.has('q');
  const [sort, chooseSort] = useUrlFilter('sort', searched ? 'relevance' : 'name');
  const [typed, setTyped] = useUrlDraft(address.get('q') ?? '');
  const { data: categories } = useQuery(categoriesQuery);
  return (
    <search>
      <form
        className="card merchant-filters"
        onSubmit={(event) => {
          event.preventDefault();
          filter({ q: typed.trim() });
        }}
      >
        <div className="merchant-wide merchant-search">
          <TextField
            label={texts.searchLabel}
            type="search"
            maxLength={limits.text.search}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <Button type="submit" variant="quiet">
            {common.search}
          </Button>
        </div>
        <SelectField label={texts.category} value={category} onChange={({ target }) => chooseCategory(target.value)}>
          <option value="">{catalogue.anyCategory}</option>
          {categories?.map(({ id, slug, name }) => (
            <option key={id} value={slug}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField label={texts.state} value={status} onChange={({ target }) => chooseStatus(target.value)}>
          <option value="">{texts.active}</option>
          <option value="retired">{texts.retired}</option>
        </SelectField>
        <SelectField
          label={texts.availability}
          value={availability}
          onChange={({ target }) => chooseAvailability(target.value)}
        >
          <option value="">{common.any}</option>
          {availabilities.map((one) => (
            <option key={one} value={one}>
              {catalogue.states[one]}
            </option>
          ))}
        </SelectField>
        <SelectField label={catalogue.sort} value={sort} onChange={({ target }) => chooseSort(target.value)}>
          {(searched ? (['relevance', ...sorts] as const) : sorts).map((one) => (
            <option key={one} value={one}>
              {catalogue.sorts[one]}
            </option>
          ))}
        </SelectField>
        {address.size > 0 && (
          <div className="merchant-filters-end">
            <Button variant="plain" onClick={clear}>
              {common.clear}
            </Button>
          </div>
        )}
      </form>
    </search>
  );
}
