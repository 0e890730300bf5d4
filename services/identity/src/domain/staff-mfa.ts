/** Who must have a second factor, and which roles count without it. Pure. */
import { acr } from '@mambogo/contracts/acr.ts';
import type { Role } from '@mambogo/contracts/scopes.ts';

export type StaffMfa = 'required' | 'optional';

const isStaff = (roles: readonly Role[]): boolean => roles.some((role) => role !== 'USER');

export const needsSecondFactor = (roles: readonly Role[], setting: StaffMfa): boolean =>
  setting === 'required' && isStaff(roles);

/**
 * The roles that count for a log-in: where staff need a second factor, a log-in without it counts as a shopper's. @param how
 * its `acr`
 */
export const effectiveRoles = (roles: readonly Role[], setting: StaffMfa, how: string | undefined): Role[] =>
  needsSecondFactor(roles, setting) && how !== acr.multiFactor ? roles.filter((role) => role === 'USER') : [...roles];
