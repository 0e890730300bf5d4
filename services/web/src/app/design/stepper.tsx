/** A quantity input with decrease and increase buttons. Reports a value only if it is within bounds. */
import { useEffect, useState } from 'react';

interface StepperProps {
  readonly value: number;
  readonly min?: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
  readonly labels: { readonly quantity: string; readonly less: string; readonly more: string };
}

export function Stepper({ value, min = 1, max, onChange, labels }: StepperProps) {
  const [typed, setTyped] = useState(String(value));
  useEffect(() => setTyped(String(value)), [value]);
  const settle = () => {
    const number = Number.parseInt(typed, 10);
    const within = Number.isNaN(number) ? value : Math.min(Math.max(number, min), max);
    setTyped(String(within));
    if (within !== value) onChange(within);
  };
  return (
    <div className="stepper">
      <button type="button" aria-label={labels.less} disabled={value <= min} onClick={() => onChange(value - 1)}>
        −
      </button>
      <input
        type="text"
        inputMode="numeric"
        aria-label={labels.quantity}
        value={typed}
        maxLength={3}
        onChange={(event) => setTyped(event.target.value.replaceAll(/\D/g, ''))}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault();
            settle();
          }
        }}
      />
      <button type="button" aria-label={labels.more} disabled={value >= max} onClick={() => onChange(value + 1)}>
        +
      </button>
    </div>
  );
}
