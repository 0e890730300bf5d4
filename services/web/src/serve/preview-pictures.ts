/**
 * The drawings as PNG, for previews of links: their readers know no SVG. Rendered off the event loop, few at a time; libvips is
 * loaded with the first one, because most shops are asked for few.
 */
import { LRUCache } from 'lru-cache';
import { renderIllustration } from '../illustrations/render-illustration.ts';

/** Of https://ogp.me previews, in pixels. */
const size = { width: 1_200, height: 630 };
const background = '#f7f6f2';
const maxWaiting = 8;
/** Bytes; a picture has some ten thousand. */
const cacheSize = 4_000_000;

export type PreviewPictures = (sku: string) => Promise<Buffer | undefined>;

/** The returned function resolves to undefined if too many are being rendered. */
export function createPreviewPictures(): PreviewPictures {
  const cache = new LRUCache<string, Buffer>({ maxSize: cacheSize, sizeCalculation: ({ length }) => length });
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (sku) => {
    const known = cache.get(sku);
    if (known || waiting >= maxWaiting) return known;
    waiting += 1;
    const picture = last
      .then(() => render(sku))
      .finally(() => {
        waiting -= 1;
      });
    last = picture.catch(() => undefined);
    cache.set(sku, await picture);
    return picture;
  };
}

async function render(sku: string): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  return sharp(Buffer.from(renderIllustration(sku)), { density: 144 })
    .resize({ ...size, fit: 'contain', background })
    .flatten({ background })
    .png({ palette: true })
    .toBuffer();
}
