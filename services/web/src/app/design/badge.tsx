/** A word about a state, told apart by more than its colour: by the word itself. */
import type { ReactNode } from 'react';

export type Tone = 'plain' | 'good' | 'warn' | 'bad';

export function Badge({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return <span className={tone === 'plain' ? 'badge' : `badge badge-${tone}`}>{children}</span>;
}
