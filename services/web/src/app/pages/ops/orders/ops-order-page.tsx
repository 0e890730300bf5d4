/** The diagnosis of one order: its step, the cause if it is stuck, links to trace, dead letter and runbook, and its events. */
import type { OrderDiagnosis } from '@mambogo/contracts/api/operations.ts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { Badge } from '../../../design/badge.tsx';
import { ErrorState } from '../../../design/empty-and-error-states.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { opsPath } from '../../../page-paths.ts';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { PageSkeleton } from '../../../shell/page-skeleton.tsx';
import { deadLettersQuery } from '../../merchant/api/dead-letters.ts';
import { merchantPaths } from '../../merchant/merchant-paths.ts';
import { flattenPages } from '../../merchant/parts/flatten-pages.ts';
import { preciseTime } from '../../merchant/precise-time.ts';
import { useRights } from '../../merchant/use-rights.ts';
import { diagnosisQuery, operationsQuery } from '../api/operations.ts';
import { durationSince } from '../duration.ts';
import { useOpsMessages } from '../language/use-ops-messages.ts';
import { judgeServices } from '../services/service-state.ts';
import { CauseLinks, useCauseText } from './cause-links.tsx';
import { causeOf } from './cause-of.ts';

export default function OpsOrderPage() {
  const { id = '' } = useParams();
  const { order: texts, common } = useOpsMessages();
  const { data, error, refetch } = useQuery(diagnosisQuery(id));
  if (!data) return error ? <ErrorState error={error} retry={() => void refetch()} /> : <PageSkeleton />;
  return (
    <div className="stack ops merchant-narrow">
      <p>
        <Link to={opsPath}>{common.back}</Link>
      </p>
      <div className="row">
        <PageHeading>{texts.title(data.number)}</PageHeading>
        <Badge>{data.status}</Badge>
      </div>
      <Diagnosis order={data} />
      <Events timeline={data.timeline} />
    </div>
  );
}

function Diagnosis({ order }: { readonly order: OrderDiagnosis }) {
  const { order: texts, stuck: reasons, common } = useOpsMessages();
  const { language } = useLanguage();
  const { may } = useRights();
  const report = useQuery(operationsQuery).data;
  const letters = flattenPages(useInfiniteQuery(deadLettersQuery({ status: 'waiting' }, 100)));
  const textOf = useCauseText();
  const { id, stuck, unpublished, timeline } = order;
  const unread = letters.pages?.[0]?.unavailable ?? [];
  const ofOrder = (letters.items ?? []).filter(({ subject }) => subject === id);
  const cause =
    stuck || ofOrder.length > 0
      ? causeOf({ id, unpublished, waitsFor: stuck?.waitsFor ?? '' }, report ? judgeServices(report) : [], ofOrder)
      : undefined;
  const trace = timeline.findLast(({ traceUrl }) => traceUrl !== undefined)?.traceUrl;
  return (
    <section className="card stack" aria-labelledby="ops-diagnosis">
      <h2 id="ops-diagnosis">{common.timeline}</h2>
      {stuck ? (
        <p>
          <strong>{texts.waits(stuck.waitsFor, durationSince(stuck.since, language))}</strong>
          <span className="soft merchant-below">{reasons.reasons[stuck.reason]}</span>
        </p>
      ) : (
        <p>{texts.moves}</p>
      )}
      {cause && (
        <Notice tone="bad" title={texts.cause}>
          {textOf(cause).map((sentence) => (
            <p key={sentence} className="merchant-id">
              {sentence}
            </p>
          ))}
        </Notice>
      )}
      {unread.length > 0 && <p className="small">{texts.lettersIncomplete(unread.join(', '))}</p>}
      <p className="ops-links">
        {cause && <CauseLinks cause={cause} runbooks={report?.links.runbooks} />}
        {trace && (
          <a href={trace} target="_blank" rel="noreferrer">
            {common.trace}
          </a>
        )}
        {may('order:manage') && <Link to={merchantPaths.order(id)}>{common.merchantOrder}</Link>}
      </p>
    </section>
  );
}

function Events({ timeline }: Pick<OrderDiagnosis, 'timeline'>) {
  const { order: texts, common } = useOpsMessages();
  const { language } = useLanguage();
  return (
    <section className="card stack" aria-labelledby="ops-events">
      <h2 id="ops-events">{texts.timeline}</h2>
      <ol className="ops-events">
        {timeline.map(({ at, service, type, cause, traceUrl }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the log is append-only
          <li key={index}>
            <time dateTime={at} className="soft small tabular">
              {preciseTime(at, language)}
            </time>
            <span translate="no">
              <strong>{type}</strong>{' '}
              <span className="soft small">
                {service}
                {cause && ` ← ${cause}`}
              </span>
            </span>
            {traceUrl && (
              <a className="small" href={traceUrl} target="_blank" rel="noreferrer">
                {common.trace}
              </a>
            )}
            {type === 'timeline.incomplete' && <span className="small">{texts.incomplete}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
