/** A placeholder with the final size of the content, to avoid layout shift. */

interface SkeletonProps {
  /** CSS lengths. */
  readonly width?: string;
  readonly height?: string;
  readonly square?: boolean;
}

export function Skeleton({ width = '100%', height = '1em', square = false }: SkeletonProps) {
  return (
    <div className="skeleton" aria-hidden="true" style={square ? { width, aspectRatio: '1' } : { width, height }} />
  );
}
