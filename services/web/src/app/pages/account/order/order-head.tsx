/** The status of an order in one sentence and as steps, with the next action. Changes are announced. */
import type { Order } from '@mambogo/contracts/api/orders.ts';
import { type ReactNode, useEffect, useState } from 'react';
import { ButtonLink } from '../../../design/button.tsx';
import { Icon } from '../../../design/icons.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { pagePaths } from '../../../page-paths.ts';
import { useAccountMessages } from '../language/use-account-messages.ts';
import { type OrderStatusView, orderStatusView, orderSteps } from '../order-status-view.ts';

/** Milliseconds after which a payment counts as slow. */
const slowPaymentMs = 12_000;

export function OrderHead({ order, children }: { readonly order: Order; readonly children?: ReactNode }) {
  const { texts, order: page } = useAccountMessages();
  const isSlow = useElapsed(`${order.status} ${order.payment.status}`, slowPaymentMs);
  const { dateTime } = useLanguage();
  const statusView = orderStatusView(order, texts, isSlow);
  const answerBefore = order.payment.action?.answerBefore;
  return (
    <section className={`card order-head order-head-${statusView.tone}`}>
      <div role="status" className="order-words">
        <h2>
          {statusView.isWorking && <span className="spinner" aria-hidden="true" />}
          {statusView.title}
        </h2>
        <p>{statusView.text}</p>
        {statusView.detail && <p>{statusView.detail}</p>}
      </div>
      {statusView.step && <Steps statusView={statusView} />}
      {statusView.offer === 'approve' && order.payment.action && (
        <div className="stack order-approve">
          <a className="button button-large" href={order.payment.action.url}>
            {page.action}
          </a>
          <p className="soft small">
            {page.actionNote} {answerBefore && page.actionBefore(dateTime(answerBefore))}
          </p>
        </div>
      )}
      {statusView.offer === 'to-cart' && <ButtonLink to={pagePaths.cart}>{page.toCart}</ButtonLink>}
      {statusView.offer === 'shop-on' && (
        <ButtonLink to={pagePaths.search} variant="quiet">
          {page.again}
        </ButtonLink>
      )}
      {children}
    </section>
  );
}

function Steps({ statusView }: { readonly statusView: OrderStatusView }) {
  const { order } = useAccountMessages();
  const reached = statusView.step ? orderSteps.indexOf(statusView.step) : -1;
  return (
    <ol className="steps">
      {orderSteps.map((step, index) => (
        <li
          key={step}
          className={index <= reached ? 'done' : index === reached + 1 && statusView.isWorking ? 'next' : undefined}
          aria-current={index === reached ? 'step' : undefined}
        >
          <span className="step-mark">{index <= reached && <Icon name="check" />}</span>
          {order.steps[step]}
        </li>
      ))}
    </ol>
  );
}

/** Whether `state` has not changed for the given time. */
function useElapsed(state: string, milliseconds: number): boolean {
  const [elapsedState, setElapsedState] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setElapsedState(state), milliseconds);
    return () => clearTimeout(timer);
  }, [state, milliseconds]);
  return elapsedState === state;
}
