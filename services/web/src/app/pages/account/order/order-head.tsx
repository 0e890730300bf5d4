/** How an order stands, in one sentence and as steps, and what can be done. Changes are read out. */
import type { Order } from '@mambogo/contracts/api/orders.ts';
import { type ReactNode, useEffect, useState } from 'react';
import { ButtonLink } from '../../../design/button.tsx';
import { Icon } from '../../../design/icons.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { pagePaths } from '../../../page-paths.ts';
import { useAccountMessages } from '../language/use-account-messages.ts';
import { type OrderTold, orderSteps, tellOrder } from '../order-words.ts';

/** Milliseconds after which a payment is slow. */
const usual = 12_000;

export function OrderHead({ order, children }: { readonly order: Order; readonly children?: ReactNode }) {
  const { words, order: page } = useAccountMessages();
  const isSlow = useLongSince(`${order.status} ${order.payment.status}`, usual);
  const { dateTime } = useLanguage();
  const told = tellOrder(order, words, isSlow);
  const answerBefore = order.payment.action?.answerBefore;
  return (
    <section className={`card order-head order-head-${told.tone}`}>
      <div role="status" className="order-words">
        <h2>
          {told.isWorking && <span className="spinner" aria-hidden="true" />}
          {told.title}
        </h2>
        <p>{told.text}</p>
        {told.detail && <p>{told.detail}</p>}
      </div>
      {told.step && <Steps told={told} />}
      {told.offer === 'approve' && order.payment.action && (
        <div className="stack">
          <a className="button button-large" href={order.payment.action.url}>
            {page.action}
          </a>
          <p className="soft small">
            {page.actionNote} {answerBefore && page.actionBefore(dateTime(answerBefore))}
          </p>
        </div>
      )}
      {told.offer === 'to-cart' && <ButtonLink to={pagePaths.cart}>{page.toCart}</ButtonLink>}
      {told.offer === 'shop-on' && (
        <ButtonLink to={pagePaths.search} look="quiet">
          {page.again}
        </ButtonLink>
      )}
      {children}
    </section>
  );
}

function Steps({ told }: { readonly told: OrderTold }) {
  const { order } = useAccountMessages();
  const reached = told.step ? orderSteps.indexOf(told.step) : -1;
  return (
    <ol className="steps">
      {orderSteps.map((step, place) => (
        <li
          key={step}
          className={place <= reached ? 'done' : place === reached + 1 && told.isWorking ? 'next' : undefined}
          aria-current={place === reached ? 'step' : undefined}
        >
          <span className="step-mark">{place <= reached && <Icon name="check" />}</span>
          {order.steps[step]}
        </li>
      ))}
    </ol>
  );
}

/** Whether nothing has changed for so long. */
function useLongSince(state: string, milliseconds: number): boolean {
  const [long, setLong] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setLong(state), milliseconds);
    return () => clearTimeout(timer);
  }, [state, milliseconds]);
  return long === state;
}
