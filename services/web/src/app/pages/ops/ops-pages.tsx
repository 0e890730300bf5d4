/** The routes below /ops, for those who may see them. Other users get a message. */
import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { ButtonLink } from '../../design/button.tsx';
import { Illustration } from '../../design/illustration.tsx';
import { useMessages } from '../../language/use-messages.ts';
import { pagePaths } from '../../page-paths.ts';
import { NotFound } from '../../shell/not-found.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import '../merchant/merchant.css';
import { useRights } from '../merchant/use-rights.ts';
import { useOpsMessages } from './language/use-ops-messages.ts';
import './ops.css';

const OverviewPage = lazy(() => import('./overview-page.tsx'));
const OrderPage = lazy(() => import('./orders/ops-order-page.tsx'));

export default function OpsPages() {
  const { may } = useRights();
  if (!may('operations:manage')) return <Forbidden />;
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Routes>
        <Route index element={<OverviewPage />} />
        <Route path="orders/:id" element={<OrderPage />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Suspense>
  );
}

function Forbidden() {
  const { common } = useOpsMessages();
  const { notFound } = useMessages();
  return (
    <div className="state">
      <Illustration of="box" />
      <PageHeading>{common.forbiddenTitle}</PageHeading>
      <p>{common.forbiddenText}</p>
      <ButtonLink to={pagePaths.home}>{notFound.action}</ButtonLink>
    </div>
  );
}
