/** Short notifications, announced politely; they disappear after a while, but not while hovered or focused. */
import { createContext, type ReactNode, use, useCallback, useMemo, useRef, useState } from 'react';

interface Toast {
  readonly id: number;
  readonly text: ReactNode;
  readonly action?: ReactNode;
}

type ShowToast = (text: ReactNode, action?: ReactNode) => void;

const Context = createContext<ShowToast>(() => undefined);
export const useToast = (): ShowToast => use(Context);

const toastMs = 6_000;

export function Toasts({ children }: { readonly children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const next = useRef(0);
  const drop = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), []);
  const showToast = useCallback<ShowToast>(
    (text, action) => {
      next.current += 1;
      const id = next.current;
      setToasts((all) => [...all.slice(-2), { id, text, action }]);
      const end = () => {
        // Stays while it is hovered or focused.
        if (document.querySelector(`[data-toast="${id}"]:is(:hover, :focus-within)`)) setTimeout(end, 1_000);
        else drop(id);
      };
      setTimeout(end, toastMs);
    },
    [drop],
  );
  return (
    <Context value={useMemo(() => showToast, [showToast])}>
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
