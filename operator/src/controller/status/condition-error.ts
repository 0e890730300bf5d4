/** An error that a person, or time, has to resolve; it becomes a condition. */
import { ApiError, isForbidden, isInvalid } from '../../kube/api-error.ts';
import type { KubeObject } from '../../kube/kube-object.ts';
import type { ConditionType } from './conditions.ts';

export class ConditionError extends Error {
  /** Reason of the condition. */
  readonly reason: string;
  /** The condition's type, where it is not that of the current stage. */
  readonly type: ConditionType | undefined;
  constructor(reason: string, message: string, type?: ConditionType) {
    super(message);
    this.name = 'ConditionError';
    this.reason = reason;
    this.type = type;
  }
}

/**
 * Turns permanent rejections by the API server into conditions; any other error (unavailable, busy, a conflict) is retried as
 * it is.
 */
export function toConditionError(error: unknown, object: KubeObject): unknown {
  if (!(error instanceof ApiError)) return error;
  const what = `${object.kind} ${object.metadata.name}`;
  if (isForbidden(error)) return new ConditionError('Forbidden', `${what}: ${error.message}`);
  if (isInvalid(error)) return new ConditionError('Rejected', `${what}: ${error.message}`);
  return error;
}
