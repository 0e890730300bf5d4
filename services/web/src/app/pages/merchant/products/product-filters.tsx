/** Which products to show. */
import type { Availability } from '@mambogo/contracts/api/products.ts';
import { useQuery } from '@tanstack/react-query';
import { categoriesQuery } from '../../../api/catalogue.ts';
import { Button } from '../../../design/button.tsx';
import { SelectField, TextField } from '../../../design/field.tsx';
import { useMessages } from '../../../language/use-messages.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { useChosen } from '../parts/use-chosen.ts';
import { useFilters } from '../parts/use-filters.ts';
import { useTyped } from '../parts/use-typed.ts';

const availabilities: readonly Availability[] = ['in-stock', 'low-stock', 'out-of-stock'];
const sorts = ['name', '-name', 'price', '-price', '-createdAt', 'createdAt'] as const;

export function ProductFilters() {
  const { products: words, common } = useMerchantMessages();
  const { catalogue } = useMessages();
  const { address, filter, clear } = useFilters();
  const [category, chooseCategory] = useChosen('category');
  const [status, chooseStatus] = useChosen('status');
  const [availability, chooseAvailability] = useChosen('availability');
  const searched = address.has('q');
  const [sort, chooseSort] = useChosen('sort', searched ? 'relevance' : 'name');
  const [typed, setTyped] = useTyped(address.get('q') ?? '');
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
            label={words.searchLabel}
            type="search"
            maxLength={100}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
          <Button type="submit" look="quiet">
            {common.search}
          </Button>
        </div>
        <SelectField label={words.category} value={category} onChange={({ target }) => chooseCategory(target.value)}>
          <option value="">{catalogue.anyCategory}</option>
          {categories?.map(({ id, slug, name }) => (
            <option key={id} value={slug}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField label={words.state} value={status} onChange={({ target }) => chooseStatus(target.value)}>
          <option value="">{words.active}</option>
          <option value="retired">{words.retired}</option>
        </SelectField>
        <SelectField
          label={words.availability}
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
            <Button look="plain" onClick={clear}>
              {common.clear}
            </Button>
          </div>
        )}
      </form>
    </search>
  );
}
