/** A product's pictures: each by its address and what it shows, seen as shoppers see it, in the order they stand. */
import { isImageAddress } from '@mambogo/contracts/api/image-address.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { useEffect, useRef, useState } from 'react';
import { newKey } from '../../../api/new-key.ts';
import { Button } from '../../../design/button.tsx';
import { TextField } from '../../../design/field.tsx';
import { Picture } from '../../../design/picture.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { moved } from './moved.ts';
import type { PictureDraft } from './product-draft.ts';

interface PictureFieldsProps {
  readonly images: readonly PictureDraft[];
  readonly faults: Readonly<Record<string, string>>;
  readonly change: (images: readonly PictureDraft[]) => void;
}

export function PictureFields({ images, faults, change }: PictureFieldsProps) {
  const { products: words } = useMerchantMessages();
  const list = useRef<HTMLOListElement>(null);
  const [added, setAdded] = useState<string>();
  useEffect(() => {
    if (added) list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus();
  }, [added]);
  const put = (key: string, changes: Partial<PictureDraft>) =>
    change(images.map((image) => (image.key === key ? { ...image, ...changes } : image)));
  return (
    <section className="card stack">
      <div>
        <h2>{words.images}</h2>
        <p className="soft small">{images.length === 0 ? words.noImages : words.imagesHint}</p>
      </div>
      <ol className="merchant-pictures" ref={list}>
        {images.map(({ key, url, alt }, place) => (
          <li key={key}>
            <Picture url={isImageAddress(url.trim()) ? url.trim() : undefined} alt={alt} size={112} />
            <div className="stack">
              <TextField
                label={`${words.image(place + 1)}: ${words.imageUrl}`}
                type="text"
                inputMode="url"
                autoComplete="off"
                spellCheck={false}
                placeholder="https://…"
                value={url}
                onChange={({ target }) => put(key, { url: target.value })}
                fault={faults[`/images/${place}/url`]}
              />
              <TextField
                label={`${words.image(place + 1)}: ${words.imageAlt}`}
                autoComplete="off"
                value={alt}
                onChange={({ target }) => put(key, { alt: target.value })}
                fault={faults[`/images/${place}/alt`]}
              />
              <div className="row">
                <Button
                  look="quiet"
                  disabled={place === 0}
                  aria-label={words.moveUp(place + 1)}
                  onClick={() => change(moved(images, place, place - 1))}
                >
                  ↑
                </Button>
                <Button
                  look="quiet"
                  disabled={place === images.length - 1}
                  aria-label={words.moveDown(place + 1)}
                  onClick={() => change(moved(images, place, place + 1))}
                >
                  ↓
                </Button>
                <Button
                  look="bad"
                  aria-label={words.removeImage(place + 1)}
                  onClick={() => change(images.filter((image) => image.key !== key))}
                >
                  {words.remove}
                </Button>
              </div>
            </div>
          </li>
        ))}
      </ol>
      {images.length < limits.productImages && (
        <div>
          <Button
            look="quiet"
            onClick={() => {
              const key = newKey();
              change([...images, { key, url: '', alt: '' }]);
              setAdded(key);
            }}
          >
            {words.addImage}
          </Button>
        </div>
      )}
    </section>
  );
}
