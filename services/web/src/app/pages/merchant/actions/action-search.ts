/** Reads the filters of staff's actions from the URL. Invalid parameters are ignored. Pure. */
import { type StaffActionArea, staffActionAreas } from '@mambogo/contracts/staff-action-areas.ts';
import { beginOfDay } from '../orders/order-search.ts';
import { personId } from '../parts/person-id.ts';

export interface ActionSearch {
  readonly area?: StaffActionArea;
  /** A person's id. */
  readonly actor?: string;
  /** ISO 8601. */
  readonly from?: string;
  readonly before?: string;
}

export const actionAreas = Object.keys(staffActionAreas) as readonly StaffActionArea[];

export const readActionSearch = (address: URLSearchParams): ActionSearch => ({
  area: actionAreas.find((area) => area === address.get('area')),
  actor: personId(address.get('actor') ?? ''),
  from: beginOfDay(address.get('from') ?? ''),
  before: beginOfDay(address.get('to') ?? '', 1),
});
