/** An inline message. `alert` makes screen readers announce it at once. */
import type { ReactNode } from 'react';
import type { Tone } from './badge.tsx';

interface NoticeProps {
  readonly tone?: Tone;
  readonly title?: ReactNode;
  readonly alert?: boolean;
  readonly children?: ReactNode;
}

export function Notice({ tone = 'plain', title, alert = false, children }: NoticeProps) {
  return (
    <div className={tone === 'plain' ? 'notice' : `notice notice-${tone}`} role={alert ? 'alert' : undefined}>
      {title && <strong>{title}</strong>}
      {children}
    </div>
  );
}
