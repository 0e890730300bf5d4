/** All dashboards. */
import type { Dashboard } from './dashboard.ts';
import { eventsDashboard } from './events.ts';
import { gatewayDashboard } from './gateway.ts';
import { operatorDashboard } from './operator.ts';
import { ordersDashboard } from './orders.ts';
import { servicesDashboard } from './services.ts';

/** Of one shop. */
export const dashboards: readonly Dashboard[] = [ordersDashboard, gatewayDashboard, eventsDashboard, servicesDashboard];
/** Of an installation. */
export const operatorDashboards: readonly Dashboard[] = [operatorDashboard];
