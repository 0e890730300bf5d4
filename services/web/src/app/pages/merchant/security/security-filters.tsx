/** The security event filters. Selections apply at once, text on Enter. */
import { identityEventCodes } from '@mambogo/contracts/security-event-codes.ts';
import { type FormEvent, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { SelectField, TextField } from '../../../design/field.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { personId } from '../parts/person-id.ts';
import { useFilters } from '../parts/use-filters.ts';
import { useUrlDraft } from '../parts/use-url-draft.ts';
import { useUrlFilter } from '../parts/use-url-filter.ts';

export function SecurityFilters() {
  const { security: texts, common } = useMerchantMessages();
  const { address, filter, clear } = useFilters();
  const [code, chooseCode] = useUrlFilter('code');
  const [subject, setSubject] = useUrlDraft(address.get('subject') ?? '');
  const [isSubmitted, setSubmitted] = useState(false);
  const error = subject.trim() !== '' && !personId(subject) ? texts.subjectFault : undefined;
  const search = (event: FormEvent) => {
    event.preventDefault();
    setSubmitted(true);
    if (!error) filter({ subject: personId(subject) ?? '' });
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
        <TextField
          label={texts.subjectId}
          placeholder="0198c5a0-…"
          autoComplete="off"
          spellCheck={false}
          value={subject}
          onChange={({ target }) => setSubject(target.value)}
          error={isSubmitted ? error : undefined}
        />
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
