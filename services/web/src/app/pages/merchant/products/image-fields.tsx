/** The images of a product: URL, alternative text, preview and order. */
import { isImageAddress } from '@mambogo/contracts/api/image-address.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { useEffect, useRef, useState } from 'react';
import { newIdempotencyKey } from '../../../api/new-idempotency-key.ts';
import { Button } from '../../../design/button.tsx';
import { TextField } from '../../../design/field.tsx';
import { ProductImage } from '../../../design/product-image.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { moveItem } from './move-item.ts';
import type { ImageDraft } from './product-draft.ts';

interface ImageFieldsProps {
  readonly images: readonly ImageDraft[];
  readonly errors: Readonly<Record<string, string>>;
  readonly change: (images: readonly ImageDraft[]) => void;
}

export function ImageFields({ images, errors, change }: ImageFieldsProps) {
  const { products: texts } = useMerchantMessages();
  const list = useRef<HTMLOListElement>(null);
  const [added, setAdded] = useState<string>();
  useEffect(() => {
    if (added) list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus();
  }, [added]);
  const put = (key: string, changes: Partial<ImageDraft>) =>
    change(images.map((image) => (image.key === key ? { ...image, ...changes } : image)));
  return (
    <section className="card stack">
      <div>
        <h2>{texts.images}</h2>
        <p className="soft small">{images.length === 0 ? texts.noImages : texts.imagesHint}</p>
      </div>
      <ol className="merchant-pictures" ref={list}>
        {images.map(({ key, url, alt }, index) => (
          <li key={key}>
            <ProductImage url={isImageAddress(url.trim()) ? url.trim() : undefined} alt={alt} size={112} />
            <div className="stack">
              <TextField
                label={`${texts.image(index + 1)}: ${texts.imageUrl}`}
                type="text"
                inputMode="url"
                autoComplete="off"
                spellCheck={false}
                placeholder="https://…"
                value={url}
                onChange={({ target }) => put(key, { url: target.value })}
                error={errors[`/images/${index}/url`]}
              />
              <TextField
                label={`${texts.image(index + 1)}: ${texts.imageAlt}`}
                autoComplete="off"
                value={alt}
                onChange={({ target }) => put(key, { alt: target.value })}
                error={errors[`/images/${index}/alt`]}
              />
              <div className="row">
                <Button
                  variant="quiet"
                  disabled={index === 0}
                  aria-label={texts.moveUp(index + 1)}
                  onClick={() => change(moveItem(images, index, index - 1))}
                >
                  ↑
                </Button>
                <Button
                  variant="quiet"
                  disabled={index === images.length - 1}
                  aria-label={texts.moveDown(index + 1)}
                  onClick={() => change(moveItem(images, index, index + 1))}
                >
                  ↓
                </Button>
                <Button
                  variant="bad"
                  aria-label={texts.removeImage(index + 1)}
                  onClick={() => change(images.filter((image) => image.key !== key))}
                >
                  {texts.remove}
                </Button>
              </div>
            </div>
          </li>
        ))}
      </ol>
      {images.length < limits.productImages && (
        <div>
          <Button
            variant="quiet"
            onClick={() => {
              const key = newIdempotencyKey();
              change([...images, { key, url: '', alt: '' }]);
              setAdded(key);
            }}
          >
            {texts.addImage}
          </Button>
        </div>
      )}
    </section>
  );
}
