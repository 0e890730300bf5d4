/** Something that stands in the way and that a person, or time, has to change; it becomes a condition. */
import { ApiError, isForbidden, isInvalid } from '../../kube/api-error.ts';
import type { KubeObject } from '../../kube/kube-object.ts';
import type { ConditionType } from './conditions.ts';

export class ConditionError extends Error {
  /** Reason of the condition. */
  readonly reason: string;
  /** The condition, where it is another than that of what was being done. */
  readonly type: ConditionType | undefined;
  constructor(reason: string, message: string, type?: ConditionType) {
    super(message);
    this.name = 'Obstacle';
    this.reason = reason;
    this.type = type;
  }
}

/** What the API server refuses for good, in words; anything else (away, busy, a conflict) is tried again as it is. */
export function toConditionError(error: unknown, object: KubeObject): unknown {
  if (!(error instanceof ApiError)) return error;
  const what = `${object.kind} ${object.metadata.name}`;
  if (isForbidden(error)) return new ConditionError('Forbidden', `${what}: ${error.message}`);
  if (isInvalid(error)) return new ConditionError('Rejected', `${what}: ${error.message}`);
  return error;
}
