/** Something that stands in the way and that a person, or time, has to change; it becomes a condition. */
import { ApiError, isForbidden, isInvalid } from '../kube/api-error.ts';
import type { KubeObject } from '../kube/kube-object.ts';

export class Obstacle extends Error {
  /** Reason of the condition. */
  readonly reason: string;
  constructor(reason: string, message: string) {
    super(message);
    this.name = 'Obstacle';
    this.reason = reason;
  }
}

/** What the API server refuses for good, in words; anything else (away, busy, a conflict) is tried again as it is. */
export function obstacleOf(error: unknown, object: KubeObject): unknown {
  if (!(error instanceof ApiError)) return error;
  const what = `${object.kind} ${object.metadata.name}`;
  if (isForbidden(error)) return new Obstacle('Forbidden', `${what}: ${error.message}`);
  if (isInvalid(error)) return new Obstacle('Rejected', `${what}: ${error.message}`);
  return error;
}
