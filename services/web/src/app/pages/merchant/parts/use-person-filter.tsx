/** The filter by a person's id: a field with its text in the URL, checked when the form is submitted. */
import { useState } from 'react';
import { TextField } from '../../../design/field.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { personId } from './person-id.ts';
import { useFilters } from './use-filters.ts';
import { useUrlDraft } from './use-url-draft.ts';

/** @param name the query parameter */
export function usePersonFilter(name: string) {
  const { security: texts } = useMerchantMessages();
  const { address } = useFilters();
  const [person, setPerson] = useUrlDraft(address.get(name) ?? '');
  const [isSubmitted, setSubmitted] = useState(false);
  const error = person.trim() !== '' && !personId(person) ? texts.subjectFault : undefined;
  return {
    /** Shows the error, if there is one. @returns the id, '' without one; undefined: it is not valid */
    submit: (): string | undefined => {
      setSubmitted(true);
      return error ? undefined : (personId(person) ?? '');
    },
    field: (
      <TextField
        label={texts.subjectId}
        placeholder="0198c5a0-…"
        autoComplete="off"
        spellCheck={false}
        value={person}
        onChange={({ target }) => setPerson(target.value)}
        error={isSubmitted ? error : undefined}
      />
    ),
  };
}
