/** The simulator's form in a frame, which is asked for a token by postMessage. Only its origin is accepted. */
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useLanguage } from '../../../language/language-context.tsx';
import { useAccountMessages } from '../language/use-account-messages.ts';
import { type CardFormHandle, CardIncomplete, CardUnavailable } from './card-form-handle.ts';
import { cardFormHeight } from './card-form-height.ts';

interface SimulatorFormProps {
  readonly ref: Ref<CardFormHandle>;
  readonly formUrl: string;
  readonly onEnter: () => void;
}

/** Milliseconds; longer than the time-out of the form itself. */
const timeoutMs = 25_000;

export function SimulatorForm({ ref, formUrl, onEnter }: SimulatorFormProps) {
  const { checkout } = useAccountMessages();
  const { language } = useLanguage();
  const frame = useRef<HTMLIFrameElement>(null);
  const waiting = useRef<PromiseWithResolvers<string>>(undefined);
  const [height, setHeight] = useState(cardFormHeight);
  const { origin } = new URL(formUrl);
  // Theme and language of the moment the form is shown: another URL would load it again, without what was typed.
  const [source] = useState(() => {
    const { theme } = document.documentElement.dataset;
    return `${formUrl}?${new URLSearchParams({ language, ...(theme && { theme }) })}`;
  });

  useEffect(() => {
    const onMessage = ({ origin: from, source, data }: MessageEvent) => {
      if (from !== origin || source !== frame.current?.contentWindow) return;
      switch (data?.type) {
        case 'mambogo-card-form-height':
          if (data.height > 0 && data.height < 2_000) setHeight(Number(data.height));
          break;
        case 'mambogo-card-form-enter':
          onEnter();
          break;
        case 'mambogo-card-token':
          waiting.current?.resolve(String(data.token));
          break;
        case 'mambogo-card-form-incomplete':
          waiting.current?.reject(new CardIncomplete());
          break;
        case 'mambogo-card-form-failed':
          waiting.current?.reject(new CardUnavailable());
          break;
      }
    };
    addEventListener('message', onMessage);
    return () => removeEventListener('message', onMessage);
  }, [origin, onEnter]);

  useImperativeHandle(ref, () => ({
    token() {
      const token = Promise.withResolvers<string>();
      waiting.current = token;
      frame.current?.contentWindow?.postMessage({ type: 'submit' }, origin);
      const timer = setTimeout(() => token.reject(new CardUnavailable()), timeoutMs);
      return token.promise.finally(() => clearTimeout(timer));
    },
  }));

  return (
    <iframe
      ref={frame}
      className="card-frame"
      src={source}
      title={checkout.cardTitle}
      style={{ height }}
      allow="payment"
    />
  );
}
