/** A button, or a link that looks like one. A busy button is not disabled: it keeps the focus and is announced as busy. */
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link, type LinkProps } from 'react-router';

export interface ButtonVariant {
  /** Default: the primary action. */
  readonly variant?: 'quiet' | 'bad' | 'plain';
  readonly large?: boolean;
  readonly wide?: boolean;
}

const classOf = ({ variant, large, wide }: ButtonVariant): string =>
  ['button', variant && `button-${variant}`, large && 'button-large', wide && 'button-wide'].filter(Boolean).join(' ');

interface ButtonProps extends ButtonVariant, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  readonly busy?: boolean;
  readonly children: ReactNode;
}

export function Button({
  variant,
  large,
  wide,
  busy = false,
  type = 'button',
  onClick,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classOf({ variant, large, wide })}
      aria-busy={busy}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {busy && <span className="spinner" aria-hidden="true" />}
      {children}
    </button>
  );
}

export function ButtonLink({ variant, large, wide, ...rest }: ButtonVariant & Omit<LinkProps, 'className'>) {
  return <Link {...rest} className={classOf({ variant, large, wide })} />;
}
