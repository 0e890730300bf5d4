/** A button, or a link that looks like one. Busy is not disabled: it keeps the focus, and says that it works. */
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link, type LinkProps } from 'react-router';

export interface Looks {
  /** Default: the one thing to do here. */
  readonly look?: 'quiet' | 'bad' | 'plain';
  readonly large?: boolean;
  readonly wide?: boolean;
}

const classOf = ({ look, large, wide }: Looks): string =>
  ['button', look && `button-${look}`, large && 'button-large', wide && 'button-wide'].filter(Boolean).join(' ');

interface ButtonProps extends Looks, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  readonly busy?: boolean;
  readonly children: ReactNode;
}

export function Button({ look, large, wide, busy = false, type = 'button', onClick, children, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classOf({ look, large, wide })}
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

export function ButtonLink({ look, large, wide, ...rest }: Looks & Omit<LinkProps, 'className'>) {
  return <Link {...rest} className={classOf({ look, large, wide })} />;
}
