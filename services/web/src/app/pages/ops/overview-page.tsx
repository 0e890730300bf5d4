/** The operations page: what responds, what waits, and where orders are stuck. Updates while it is visible. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { ErrorState } from '../../design/empty-and-error-states.tsx';
import { Notice } from '../../design/notice.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { useLanguage } from '../../language/language-context.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { deadLettersQuery } from '../merchant/api/dead-letters.ts';
import { flattenPages } from '../merchant/parts/flatten-pages.ts';
import { operationsQuery, reportIntervalMs, stuckOrdersQuery } from './api/operations.ts';
import { Attention } from './attention.tsx';
import { useOpsMessages } from './language/use-ops-messages.ts';
import { StuckOrders } from './orders/stuck-orders.tsx';
import { OutsideLinks } from './outside-links.tsx';
import { ParkedEvents } from './services/parked-events.tsx';
import { type JudgedService, judgeServices, type ServiceState } from './services/service-state.ts';
import { ServicesTable } from './services/services-table.tsx';
import { RecentSettings } from './settings/recent-settings.tsx';

/** The charting library is loaded with them. */
const Charts = lazy(() => import('./charts/charts.tsx'));

export default function OverviewPage() {
  const { common } = useOpsMessages();
  const { dateTime } = useLanguage();
  const report = useQuery(operationsQuery);
  const stuck = useQuery(stuckOrdersQuery);
  const letters = flattenPages(
    useInfiniteQuery({ ...deadLettersQuery({ status: 'waiting' }, 100), refetchInterval: 2 * reportIntervalMs }),
  );
  if (!report.data)
    return report.error ? <ErrorState error={report.error} retry={() => void report.refetch()} /> : <PageSkeleton />;
  const services = judgeServices(report.data);
  const { registry, links, at } = report.data;
  return (
    <div className="stack ops">
      <div>
        <PageHeading>{common.title}</PageHeading>
        <Summary services={services} stuck={stuck.data?.items.length ?? 0} />
        <p className="soft small">{common.updates}</p>
      </div>
      {report.error && (
        <Notice tone="warn" alert>
          {common.outdated(dateTime(at))}
        </Notice>
      )}
      <StuckOrders query={stuck} services={services} letters={letters.items ?? []} links={links} />
      <ParkedEvents services={report.data.services} links={links} />
      <ServicesTable services={services} registryError={registry.error} />
      <Suspense fallback={<Skeleton height="14rem" />}>
        <Charts />
      </Suspense>
      <RecentSettings />
      <Attention letters={letters} />
      <OutsideLinks links={links} />
    </div>
  );
}

function Summary({ services, stuck }: { readonly services: readonly JudgedService[]; readonly stuck: number }) {
  const { summary } = useOpsMessages();
  const namesOf = (wanted: ServiceState) =>
    services
      .filter(({ state }) => state === wanted)
      .map(({ service }) => service)
      .join(', ');
  const sentences = (['down', 'partly', 'degraded'] as const).flatMap((state) => {
    const names = namesOf(state);
    return names === '' ? [] : [summary[state](names)];
  });
  const isWell = sentences.length === 0 && stuck === 0;
  return (
    <p role="status" className={isWell ? 'ops-well' : 'ops-unwell'}>
      {[
        ...(sentences.length === 0 ? [summary.allWell(services.length)] : sentences),
        ...(stuck > 0 ? [summary.stuck(stuck)] : []),
      ].join(' ')}
    </p>
  );
}
