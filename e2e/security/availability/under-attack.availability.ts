/** One attack of each kind. */
import { attacksOfEachKind } from './attacks/attacks.ts';
import { describeAttacks } from './describe-attacks.ts';

describeAttacks(attacksOfEachKind, 2);
