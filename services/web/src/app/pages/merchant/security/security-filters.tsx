/** What happened, and to whom. What is chosen is looked for at once, what is typed on Enter. */
import { securityEventCodes } from '@mambogo/contracts/security-event-codes.ts';
import { type FormEvent, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { SelectField, TextField } from '../../../design/field.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { personId } from '../parts/person-id.ts';
import { useChosen } from '../parts/use-chosen.ts';
import { useFilters } from '../parts/use-filters.ts';
import { useTyped } from '../parts/use-typed.ts';

export function SecurityFilters() {
  const { security: words, common } = useMerchantMessages();
  const { address, filter, clear } = useFilters();
  const [code, chooseCode] = useChosen('code');
  const [subject, setSubject] = useTyped(address.get('subject') ?? '');
  const [isSubmitted, setSubmitted] = useState(false);
  const fault = subject.trim() !== '' && !personId(subject) ? words.subjectFault : undefined;
  const search = (event: FormEvent) => {
    event.preventDefault();
    setSubmitted(true);
    if (!fault) filter({ subject: personId(subject) ?? '' });
  };
  return (
    <search>
      <form className="card merchant-filters" noValidate onSubmit={search}>
        <SelectField label={words.what} value={code} onChange={({ target }) => chooseCode(target.value)}>
          <option value="">{common.any}</option>
          {securityEventCodes.map((one) => (
            <option key={one} value={one}>
              {words.codes[one]}
            </option>
          ))}
        </SelectField>
        <TextField
          label={words.subjectId}
          placeholder="0198c5a0-…"
          autoComplete="off"
          spellCheck={false}
          value={subject}
          onChange={({ target }) => setSubject(target.value)}
          fault={isSubmitted ? fault : undefined}
        />
        <div className="row merchant-filters-side">
          <Button type="submit" look="quiet">
            {common.search}
          </Button>
          {address.size > 0 && (
            <Button look="plain" onClick={clear}>
              {common.clear}
            </Button>
          )}
        </div>
      </form>
    </search>
  );
}
