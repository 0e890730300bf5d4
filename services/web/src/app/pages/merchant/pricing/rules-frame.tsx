/** The frame of a form of rules: its lists of entries, the save button, and what went wrong. */
import type { ReactNode } from 'react';
import { isApiError } from '../../../api/api-error.ts';
import { Button } from '../../../design/button.tsx';
import { ErrorState } from '../../../design/empty-and-error-states.tsx';
import { Notice } from '../../../design/notice.tsx';
import { PageSkeleton } from '../../../shell/page-skeleton.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { useProblemTexts } from '../parts/use-problem-texts.ts';
import type { RulesForm } from './use-rules-form.ts';

interface RulesFrameProps<D> {
  readonly form: RulesForm<D>;
  readonly children: (draft: D) => ReactNode;
}

export function RulesFrame<D>({ form, children }: RulesFrameProps<D>) {
  const { pricing: texts } = useMerchantMessages();
  if (form.loadError && form.draft === undefined) return <ErrorState error={form.loadError} retry={form.reload} />;
  if (form.draft === undefined) return <PageSkeleton />;
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.save();
      }}
    >
      {children(form.draft)}
      <Problem form={form} />
      <div>
        <Button type="submit" busy={form.isSaving}>
          {texts.save}
        </Button>
      </div>
    </form>
  );
}

function Problem<D>({ form: { error, isStale, reload } }: { readonly form: RulesForm<D> }) {
  const { pricing: texts } = useMerchantMessages();
  const problemTexts = useProblemTexts();
  if (!error) return undefined;
  if (isStale)
    return (
      <Notice tone="warn" alert>
        <p>{texts.stale}</p>
        <Button variant="quiet" onClick={reload}>
          {texts.reload}
        </Button>
      </Notice>
    );
  const details = isApiError(error) ? (error.problem.errors ?? []) : [];
  return (
    <Notice tone="bad" alert>
      {details.length === 0 ? (
        problemTexts(error)
      ) : (
        <ul>
          {details.map(({ pointer, detail }) => (
            <li key={pointer + detail}>
              <span translate="no">{pointer}</span>: {detail}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

interface EntryListProps<E> {
  readonly title: string;
  /** Shown if there are no entries. */
  readonly none?: string;
  readonly entries: readonly E[];
  readonly added: E;
  readonly onChange: (entries: readonly E[]) => void;
  readonly titleOf: (entry: E) => string;
  /** @param set changes fields of the entry */
  readonly children: (entry: E, index: number, set: (fields: Partial<E>) => void) => ReactNode;
}

/** Entries that can be changed, added at the end and removed. */
export function EntryList<E>({ title, none, entries, added, onChange, titleOf, children }: EntryListProps<E>) {
  const { pricing: texts } = useMerchantMessages();
  return (
    <section className="stack">
      <h2>{title}</h2>
      {entries.length === 0 && none && <p className="soft">{none}</p>}
      {entries.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no id of their own, and all their state is in the draft
        <fieldset key={index} className="card stack rule-entry">
          <legend>{titleOf(entry) || title}</legend>
          {children(entry, index, (fields) =>
            onChange(entries.map((one, i) => (i === index ? { ...one, ...fields } : one))),
          )}
          <div>
            <Button variant="quiet" onClick={() => onChange(entries.filter((_, i) => i !== index))}>
              {texts.remove}
            </Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button variant="quiet" onClick={() => onChange([...entries, added])}>
          {texts.add}
        </Button>
      </div>
    </section>
  );
}

interface CheckFieldProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export const CheckField = ({ label, checked, onChange }: CheckFieldProps) => (
  <label>
    <input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} /> {label}
  </label>
);
