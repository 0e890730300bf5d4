/** Shown after a concurrent change: the differences, and a choice between both versions. */
import type { Product } from '@mambogo/contracts/api/products.ts';
import { useEffect, useRef } from 'react';
import { Button } from '../../../design/button.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useToast } from '../../../design/toasts.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { useLocale } from '../parts/use-locale.ts';
import { concurrentChanges } from './merge-drafts.ts';
import { draftOf } from './product-draft.ts';
import type { ProductFormState } from './use-product-form.ts';

interface StaleNoticeProps {
  readonly form: ProductFormState;
  readonly now: Product;
}

export function StaleNotice({ form, now }: StaleNoticeProps) {
  const { products: texts } = useMerchantMessages();
  const locale = useLocale();
  const showToast = useToast();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    element.current?.focus();
    element.current?.scrollIntoView({ block: 'center' });
  }, []);
  const changes = concurrentChanges(form.base, draftOf(now, locale), form.draft);
  return (
    <div ref={element} tabIndex={-1}>
      <Notice tone="warn" title={texts.staleTitle} alert>
        <p>{changes.length === 0 ? texts.staleOnly : texts.staleText}</p>
        <dl className="merchant-changes">
          {changes.map(({ field, before, now: after, typed }) => (
            <div key={field}>
              <dt>{texts.fields[field]}</dt>
              <dd>
                {texts.was} <del>{before || texts.nothing}</del>, {texts.isNow} <ins>{after || texts.nothing}</ins>
                {typed && <span className="merchant-typed">{texts.typedToo}</span>}
              </dd>
            </div>
          ))}
        </dl>
        <div className="row">
          <Button
            onClick={() => {
              form.carryOver(now);
              showToast(texts.carried);
            }}
          >
            {texts.carryOver}
          </Button>
          <Button variant="quiet" onClick={() => form.takeTheirs(now)}>
            {texts.takeTheirs}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
