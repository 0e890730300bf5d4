/** Why a person did something, in their own words. */
import { limits } from './limits.ts';
import { asPersonal } from './personal.ts';
import { MultiLineText } from './text.ts';

export const Reason = asPersonal(MultiLineText({ max: limits.text.reason }));
