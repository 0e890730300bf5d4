/** The filters of staff's actions. Selections apply at once, text and days on Enter. */
import type { FormEvent } from 'react';
import { Button } from '../../../design/button.tsx';
import { SelectField, TextField } from '../../../design/field.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { useFilters } from '../parts/use-filters.ts';
import { usePersonFilter } from '../parts/use-person-filter.tsx';
import { useUrlDraft } from '../parts/use-url-draft.ts';
import { useUrlFilter } from '../parts/use-url-filter.ts';
import { actionAreas } from './action-search.ts';

export function ActionFilters() {
  const { actions: texts, common } = useMerchantMessages();
  const { address, filter, clear } = useFilters();
  const [area, chooseArea] = useUrlFilter('area');
  const person = usePersonFilter('actor');
  const [from, setFrom] = useUrlDraft(address.get('from') ?? '');
  const [to, setTo] = useUrlDraft(address.get('to') ?? '');
  const search = (event: FormEvent) => {
    event.preventDefault();
    const actor = person.submit();
    if (actor !== undefined) filter({ actor, from, to });
  };
  return (
    <search>
      <form className="card merchant-filters" noValidate onSubmit={search}>
        <SelectField label={texts.area} value={area} onChange={({ target }) => chooseArea(target.value)}>
          <option value="">{common.any}</option>
          {actionAreas.map((one) => (
            <option key={one} value={one}>
              {texts.areas[one]}
            </option>
          ))}
        </SelectField>
        {person.field}
        <TextField label={texts.from} type="date" value={from} onChange={({ target }) => setFrom(target.value)} />
        <TextField label={texts.to} type="date" value={to} onChange={({ target }) => setTo(target.value)} />
        <div className="row merchant-filters-side">
          <Button type="submit" variant="quiet">
            {common.search}
          </Button>
          {address.size > 0 && (
            <Button variant="plain" onClick={clear}>
              {common.clear}
            </Button>
          )}
        </div>
      </form>
    </search>
  );
}
