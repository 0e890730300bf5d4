/** A square image with reserved space while it loads; falls back to the placeholder if it fails. */
import { useState } from 'react';

export const placeholderImage = '/pictures/NONE.svg';

interface PictureProps {
  readonly url?: string;
  /** Empty if the name is shown beside it. */
  readonly alt: string;
  /** Largest displayed width in pixels. */
  readonly size: number;
  /** The main image of the page: loaded with high priority. */
  readonly first?: boolean;
}

export function ProductImage({ url = placeholderImage, alt, size, first = false }: PictureProps) {
  const [broken, setBroken] = useState<string>();
  return (
    <img
      className="picture"
      src={broken === url ? placeholderImage : url}
      alt={alt}
      width={size}
      height={size}
      loading={first ? 'eager' : 'lazy'}
      fetchPriority={first ? 'high' : 'auto'}
      decoding="async"
      onError={() => setBroken(url)}
    />
  );
}
