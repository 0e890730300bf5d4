/** `kubectl mambogo orders`, `order` and `stuck`: the newest orders, one order's life, and orders that wait too long. */
import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { listAllOrders } from '@mambogo/contracts/api/admin-orders.ts';
import { getOrderDiagnosis, listStuckOrders, type OrderDiagnosis } from '@mambogo/contracts/api/operations.ts';
import { orderNumberOf, typedOrderNumber } from '@mambogo/contracts/api/order-number.ts';
import { orderStatuses } from '@mambogo/contracts/enumerations.ts';
import { OrderId } from '@mambogo/contracts/ids.ts';
import { bad, bold, dim, headed, money } from '@mambogo/terminal/print.ts';
import { UserError } from '../cluster/cluster.ts';
import { outputOption, printAs } from '../command-context.ts';
import type { Api } from '../gateway/api.ts';
import { openGateway, withGatewayOptions } from '../gateway/gateway.ts';

export const ordersCommand = () =>
  withGatewayOptions(new Command('orders').description('the newest orders (role ADMIN)'))
    .addOption(new Option('--status <status>', 'only orders in this status').choices(orderStatuses))
    .option('--limit <n>', 'how many, 1 to 100', count, 20)
    .addOption(outputOption())
    .action(async ({ status, limit, output, ...where }) => {
      const { items } = await (await openGateway(where)).call(listAllOrders, { query: { status, size: limit } });
      printAs(output, items, () =>
        headed(
          ['NUMBER', 'STATUS', 'PLACED', 'TOTAL', 'ID'],
          items.map((order) => [order.number, order.status, order.placedAt, money(order.total), order.id]),
          'no orders',
        ),
      );
    });

export const stuckCommand = () =>
  withGatewayOptions(new Command('stuck').description('orders that wait too long, and for what'))
    .addOption(outputOption())
    .action(async ({ output, ...where }) => {
      const { items } = await (await openGateway(where)).call(listStuckOrders);
      printAs(output, items, () =>
        headed(
          ['NUMBER', 'STATUS', 'WAITS FOR', 'SERVICE', 'SINCE', 'UNPUBLISHED', 'ID'],
          items.map(({ number, status, reason, waitsFor, since, unpublished, id }) => [
            ...[number, status, reason, waitsFor, since, String(unpublished), id],
          ]),
          'no order waits too long',
        ),
      );
    });

export const orderCommand = () =>
  withGatewayOptions(
    new Command('order').description('what an order waits for, and what happened to it in all services'),
  )
    .argument('<order>', 'its id, or its number (finding an order by number needs the role ADMIN)')
    .addOption(outputOption())
    .action(async (order, { output, ...where }) => {
      const api = await openGateway(where);
      const diagnosis = await api.call(getOrderDiagnosis, { params: { id: await findOrderId(api, order) } });
      printAs(output, diagnosis, () => formatDiagnosis(diagnosis));
    });

/** @throws UserError when the text is neither an id nor a number, or there is no such order */
async function findOrderId(api: Api, order: string): Promise<string> {
  if (OrderId.safeParse(order).success) return order;
  if (!typedOrderNumber.test(order)) throw new UserError(`${order} is neither an order's id nor its number`);
  const { items } = await api.call(listAllOrders, { query: { number: order, size: 1 } });
  const [found] = items;
  if (!found) throw new UserError(`there is no order ${orderNumberOf(order)}`);
  return found.id;
}

function formatDiagnosis({ number, id, status, placedAt, stuck, unpublished, timeline }: OrderDiagnosis): string[] {
  return [
    `${bold(number)}  ${status}  placed ${placedAt}  ${dim(id)}`,
    ...(stuck ? [bad(`waits for its ${stuck.reason} (${stuck.waitsFor}) since ${stuck.since}`)] : []),
    ...(unpublished > 0 ? [bad(`${unpublished} of its events are not published yet`)] : []),
    '',
    ...headed(
      ['TIME', 'SERVICE', 'EVENT', 'TRACE'],
      timeline.map(({ at, service, type, traceId }) => [at, service, type, traceId ?? '']),
      'no events',
    ),
  ];
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 100) throw new InvalidArgumentError('Expected 1 to 100.');
  return value;
}
