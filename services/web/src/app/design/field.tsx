/** A labelled control with its hint and what is wrong with it, tied together for those who hear the page. */
import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';

interface FieldFrame {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** What to do about it; undefined: nothing is wrong. */
  readonly fault?: string;
  /** Shown beside the label of what may be left empty. */
  readonly optional?: string;
}

interface Tied {
  readonly id: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: true;
}

export function Field({ label, hint, fault, optional, children }: FieldFrame & { children(tied: Tied): ReactNode }) {
  const id = useId();
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>
        {label} {optional && <span className="field-optional">({optional})</span>}
      </label>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': fault ? true : undefined })}
      {hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p className="field-fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}

export function TextField({
  label,
  hint,
  fault,
  optional,
  ...input
}: FieldFrame & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Field label={label} hint={hint} fault={fault} optional={optional}>
      {(tied) => <input className="input" {...input} {...tied} />}
    </Field>
  );
}

export function TextArea({
  label,
  hint,
  fault,
  optional,
  ...input
}: FieldFrame & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Field label={label} hint={hint} fault={fault} optional={optional}>
      {(tied) => <textarea className="input" {...input} {...tied} />}
    </Field>
  );
}

export function SelectField({
  label,
  hint,
  fault,
  optional,
  children,
  ...input
}: FieldFrame & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <Field label={label} hint={hint} fault={fault} optional={optional}>
      {(tied) => (
        <select className="input" {...input} {...tied}>
          {children}
        </select>
      )}
    </Field>
  );
}
