/** A square picture whose place is kept while it comes; when it does not, the neutral one of the shop stands there. */
import { useState } from 'react';

export const placeholderImage = '/pictures/NONE.svg';

interface PictureProps {
  readonly url?: string;
  /** Empty: the name stands beside it. */
  readonly alt: string;
  /** Pixels of its side where it is largest. */
  readonly size: number;
  /** It is what the page is about: fetched first. */
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
