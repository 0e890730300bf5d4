/** Staff notes about an order or a customer, and a form for a new one. A repeated submission adds one note. */
import { limits } from '@mambogo/contracts/limits.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { newIdempotencyKey } from '../../../api/new-idempotency-key.ts';
import { Button } from '../../../design/button.tsx';
import { ErrorState } from '../../../design/empty-and-error-states.tsx';
import { TextArea } from '../../../design/field.tsx';
import { Notice } from '../../../design/notice.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { addNote, type NoteSubject, notesQuery } from '../api/notes.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { PersonName } from './person-name.tsx';
import { useProblemTexts } from './use-problem-texts.ts';

export function StaffNotes({ subject, title }: { readonly subject: NoteSubject; readonly title: string }) {
  const { notes: texts } = useMerchantMessages();
  const { dateTime } = useLanguage();
  const { data, error, refetch } = useQuery(notesQuery(subject));
  return (
    <section className="card stack">
      <h2>{title}</h2>
      <p className="soft small">{texts.text}</p>
      {data ? (
        <ul className="merchant-lines">
          {data.map(({ id, text, author, at }) => (
            <li key={id}>
              <p className="merchant-note">{text}</p>
              <p className="soft small">
                <PersonName id={author} />, <time dateTime={at}>{dateTime(at)}</time>
              </p>
            </li>
          ))}
        </ul>
      ) : error ? (
        <ErrorState error={error} retry={refetch} />
      ) : (
        <Skeleton height="4rem" />
      )}
      <NewNote subject={subject} />
    </section>
  );
}

function NewNote({ subject }: { readonly subject: NoteSubject }) {
  const { notes: texts } = useMerchantMessages();
  const problemWords = useProblemTexts();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [key, setKey] = useState(newIdempotencyKey);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => addNote(subject, text, key),
    onSuccess: async () => {
      setText('');
      setKey(newIdempotencyKey());
      await queries.invalidateQueries({ queryKey: notesQuery(subject).queryKey });
    },
  });
  const write = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && !isPending) mutate();
  };
  return (
    <form className="stack" onSubmit={write}>
      <TextArea
        label={texts.add}
        rows={3}
        maxLength={limits.text.staffNote}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          // A changed text is a new note.
          setKey(newIdempotencyKey());
        }}
      />
      {error && (
        <Notice tone="bad" alert>
          {problemWords(error)}
        </Notice>
      )}
      <div className="row">
        <Button type="submit" variant="quiet" busy={isPending}>
          {texts.save}
        </Button>
      </div>
    </form>
  );
}
