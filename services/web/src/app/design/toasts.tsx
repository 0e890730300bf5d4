/** Short news that needs no answer, read out politely; gone after a while, never while somebody is on it. */
import { createContext, type ReactNode, use, useCallback, useMemo, useRef, useState } from 'react';

interface Toast {
  readonly id: number;
  readonly text: ReactNode;
  readonly action?: ReactNode;
}

type Say = (text: ReactNode, action?: ReactNode) => void;

const Context = createContext<Say>(() => undefined);
export const useToast = (): Say => use(Context);

/** Milliseconds. */
const shownFor = 6_000;

export function Toasts({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const next = useRef(0);
  const drop = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const say = useCallback<Say>(
    (text, action) => {
      next.current += 1;
      const id = next.current;
      setToasts((all) => [...all.slice(-2), { id, text, action }]);
      const end = () => {
        // Somebody is reading it.
        if (document.querySelector(`[data-toast="${id}"]:is(:hover, :focus-within)`)) setTimeout(end, 1_000);
        else drop(id);
      };
      setTimeout(end, shownFor);
    },
    [drop],
  );
  return (
    <Context value={useMemo(() => say, [say])}>
      {children}
      <div className="toasts" role="status" aria-live="polite">
        {toasts.map(({ id, text, action }) => (
          <div className="toast" key={id} data-toast={id}>
            <span>{text}</span>
            {action}
          </div>
        ))}
      </div>
    </Context>
  );
}
