/** The search filters: beside the results on wide screens, else collapsed. Each choice updates the URL. */
import { availabilities } from '@mambogo/contracts/enumerations.ts';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { categoriesQuery } from '../../api/catalogue.ts';
import { Button } from '../../design/button.tsx';
import { TextField } from '../../design/field.tsx';
import { Icon } from '../../design/icons.tsx';
import { useMessages } from '../../language/use-messages.ts';
import { shopConfig } from '../../shop-config.ts';
import { withFilter } from './product-query.ts';

export function SearchFilters({ inCategory }: { readonly inCategory: boolean }) {
  const { catalogue } = useMessages();
  const [address, setAddress] = useSearchParams();
  const set = ['from', 'to', 'availability', ...(inCategory ? [] : ['category'])].filter((name) => address.has(name));
  const [isOpen, setOpen] = useState(false);
  // Remounts only the price inputs when the URL changes, so the rest keeps its focus.
  const prices = `${address.get('from')} ${address.get('to')}`;
  return (
    <aside className="filters" aria-label={catalogue.filters}>
      <button
        type="button"
        className="filters-toggle button button-quiet"
        aria-expanded={isOpen}
        aria-controls="filters"
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="filter" />
        {catalogue.filters}
        {set.length > 0 && ` (${set.length})`}
      </button>
      <div id="filters" className={isOpen ? 'filters-body open' : 'filters-body'}>
        {!inCategory && <CategoryFilter />}
        <PriceFilter key={prices} />
        <fieldset className="stack">
          <legend>{catalogue.availability}</legend>
          <div>
            {['', ...availabilities].map((value) => (
              <label key={value} className="check">
                <input
                  type="radio"
                  name="availability"
                  value={value}
                  checked={(address.get('availability') ?? '') === value}
                  onChange={() =>
                    setAddress(withFilter(address, { availability: value }), { preventScrollReset: true })
                  }
                />
                {availabilities.some((one) => one === value)
                  ? catalogue.states[value as (typeof availabilities)[number]]
                  : catalogue.any}
              </label>
            ))}
          </div>
        </fieldset>
        {set.length > 0 && (
          <Button
            variant="plain"
            onClick={() => setAddress(withFilter(address, Object.fromEntries(set.map((name) => [name, '']))))}
          >
            {catalogue.clear}
          </Button>
        )}
      </div>
    </aside>
  );
}

function CategoryFilter() {
  const { catalogue } = useMessages();
  const [address] = useSearchParams();
  const { data } = useQuery(categoriesQuery);
  const chosen = address.get('category') ?? '';
  const link = (slug: string, name: string) => (
    <li key={slug}>
      <Link
        to={{ search: withFilter(address, { category: slug }).toString() }}
        aria-current={slug === chosen ? 'true' : undefined}
        preventScrollReset
      >
        {name}
      </Link>
    </li>
  );
  return (
    <div className="stack">
      <h2>{catalogue.category}</h2>
      <ul className="filter-links">
        {link('', catalogue.anyCategory)}
        {data?.map(({ slug, name }) => link(slug, name))}
      </ul>
    </div>
  );
}

function PriceFilter() {
  const { catalogue } = useMessages();
  const [address, setAddress] = useSearchParams();
  const [from, setFrom] = useState(address.get('from') ?? '');
  const [to, setTo] = useState(address.get('to') ?? '');
  const isWrong = from !== '' && to !== '' && Number(to.replace(',', '.')) < Number(from.replace(',', '.'));
  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (!isWrong) setAddress(withFilter(address, { from, to }), { preventScrollReset: true });
  };
  const clean = (text: string) => text.replaceAll(/[^\d.,]/g, '').slice(0, 9);
  return (
    <form onSubmit={apply} className="stack">
      <h2>
        {catalogue.price} <span className="soft small">({shopConfig.currency})</span>
      </h2>
      <div className="price-range">
        <TextField
          label={catalogue.from}
          inputMode="decimal"
          value={from}
          onChange={({ target }) => setFrom(clean(target.value))}
        />
        <TextField
          label={catalogue.to}
          inputMode="decimal"
          value={to}
          onChange={({ target }) => setTo(clean(target.value))}
          error={isWrong ? catalogue.priceFault : undefined}
        />
      </div>
      <Button type="submit" variant="quiet" disabled={isWrong}>
        {catalogue.apply}
      </Button>
    </form>
  );
}
