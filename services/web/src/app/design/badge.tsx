/** A status label; the text carries the meaning, not the colour alone. */
import type { ReactNode } from 'react';

export type Tone = 'plain' | 'good' | 'warn' | 'bad';

export function Badge({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={tone === 'plain' ? 'badge' : `badge badge-${tone}`}>{children}</span>;
}
