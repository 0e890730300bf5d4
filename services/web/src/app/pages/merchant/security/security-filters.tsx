/** The security event filters. Selections apply at once, text on Enter. */
import { identityEventCodes } from '@mambogo/contracts/security-event-codes.ts';
import type { FormEvent } from 'react';
import { Button } from '../../../design/button.tsx';
import { SelectField } from '../../../design/field.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { useFilters } from '../parts/use-filters.ts';
import { usePersonFilter } from '../parts/use-person-filter.tsx';
import { useUrlFilter } from '../parts/use-url-filter.ts';

export function SecurityFilters() {
  const { security: texts, common } = useMerchantMessages();
  const { address, filter, clear } = useFilters();
  const [code, chooseCode] = useUrlFilter('code');
  const person = usePersonFilter('subject');
  const search = (event: FormEvent) => {
    event.preventDefault();
    const subject = person.submit();
    if (subject !== undefined) filter({ subject });
  };
  return (
    <search>
      <form className="card merchant-filters" noValidate onSubmit={search}>
        <SelectField label={texts.what} value={code} onChange={({ target }) => chooseCode(target.value)}>
          <option value="">{common.any}</option>
          {identityEventCodes.map((one) => (
            <option key={one} value={one}>
              {texts.codes[one]}
            </option>
          ))}
        </SelectField>
        {person.field}
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
