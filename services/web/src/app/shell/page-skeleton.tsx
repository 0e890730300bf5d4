/** Placeholder for a page that is loading. */
import { Skeleton } from '../design/skeleton.tsx';
import { useMessages } from '../language/use-messages.ts';

export function PageSkeleton() {
  const { shell } = useMessages();
  return (
    <div className="stack" aria-busy="true">
      <p className="visually-hidden" role="status">
        {shell.loading}
      </p>
      <Skeleton width="min(24rem, 80%)" height="2.25rem" />
      <Skeleton width="min(36rem, 100%)" height="1.25rem" />
      <Skeleton height="20rem" />
    </div>
  );
}
