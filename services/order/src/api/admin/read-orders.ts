/** Orders of all customers, for merchants: the list, one order and its timeline. */
import { getAnyOrder, getAnyTimeline, listAllOrders } from '@mambogo/contracts/api/admin-orders.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../../context.ts';
import { findOrder } from '../../store/find-orders.ts';
import { nameTerms, skuTerm } from '../../store/search-terms.ts';
import { noSuchOrder } from '../no-such-order.ts';
import { toAdminOrder } from '../order-view.ts';
import { readOrderPage } from '../read-order-page.ts';
import { timelineForMerchant } from '../timeline.ts';
import { customersOf } from './customers-of.ts';

export const listAllOrdersApi = (context: Context) =>
  handleRoute(
    listAllOrders,
    async ({ query: { customer: customerId, name, email, sku, ...query }, caller, request }) => {
      const { reads, personalData } = context;
      const names = name === undefined ? [] : nameTerms(name, personalData);
      // A name without letters or digits matches no order.
      if (name !== undefined && names.length === 0) return { status: 200, body: { items: [] } };
      const filter = {
        ...query,
        customerId,
        terms: [...names, ...(sku === undefined ? [] : [skuTerm(sku)])],
        ...(email === undefined ? {} : { customers: await customersOf(context, email, caller) }),
      };
      return {
        status: 200,
        body: await reads.mayBeStale(request, (db) =>
          readOrderPage(db, filter, (order) => toAdminOrder(order, personalData)),
        ),
      };
    },
  );

export const getAnyOrderApi = ({ database, personalData }: Context) =>
  handleRoute(getAnyOrder, async ({ params: { id } }) => {
    const order = await findOrder(database, id);
    if (!order) throw noSuchOrder(id);
    return { status: 200, body: toAdminOrder(order, personalData) };
  });

export const getAnyTimelineApi = (context: Context) =>
  handleRoute(getAnyTimeline, async ({ params: { id }, request }) => ({
    status: 200,
    body: await timelineForMerchant(context, request, id),
  }));
