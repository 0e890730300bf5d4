/** The pairs of the inventory decider: an order's reservation and the commands on it. */
import type {
  Reservation,
  ReservationCommand,
  StockSnapshot,
} from '../../../services/inventory/src/domain/reservation.ts';
import { keysOf, pair, type Table } from './table.ts';

const states = {
  NONE: true,
  RESERVED: true,
  REJECTED: true,
  COMMITTED: true,
  RELEASED: true,
} as const satisfies Record<Reservation['status'], true>;
const commands = { reserve: true, commit: true, release: true, return: true, ask: true } as const satisfies Record<
  ReservationCommand['type'],
  true
>;

/** Cases of an order's first reservation: of more than is in stock, and too late. */
const claims = ['reserve', 'reserve more than there is', 'reserve too late'];

export const stockTables: readonly Table[] = [
  { name: 'reservation', states: keysOf(states), commands: keysOf(commands) },
  { name: 'claim', states: ['NONE'], commands: claims },
];

export function pairsOfStock(
  current: Reservation,
  command: ReservationCommand,
  stockSnapshot: StockSnapshot,
): string[] {
  const pairs = [pair('reservation', current.status, command.type)];
  if (command.type === 'reserve' && current.status === 'NONE')
    pairs.push(pair('claim', 'NONE', claimOf(command, stockSnapshot)));
  return pairs;
}

function claimOf(
  { lines, payBefore }: Extract<ReservationCommand, { type: 'reserve' }>,
  { now, available }: StockSnapshot,
): string {
  if (now > new Date(payBefore)) return 'reserve too late';
  const short = lines.some(({ productId, quantity }) => (available.get(productId) ?? 0) < quantity);
  return short ? 'reserve more than there is' : 'reserve';
}
