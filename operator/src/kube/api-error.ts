/** An error response of the API server: a Status object. */
import { fieldList, fieldText } from './kube-object.ts';

export class ApiError extends Error {
  /** HTTP status. */
  readonly status: number;
  /** Machine-readable, such as NotFound, Conflict, Forbidden, Invalid, Expired. */
  readonly reason: string;
  /** Seconds the server asks to wait before a retry. */
  readonly retryAfter: number | undefined;
  /** What is wrong with each field of a rejected object. */
  readonly causes: readonly string[];
  constructor(status: number, reason: string, message: string, retryAfter?: number, causes: readonly string[] = []) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.reason = reason;
    this.retryAfter = retryAfter;
    this.causes = causes;
  }
}

/** @param request the request, e.g. `PATCH /apis/apps/v1/...`, for responses without a message */
export function toApiError(status: number, body: string, request: string, retryAfter?: string): ApiError {
  const statusObject = parse(body);
  const seconds = Number(retryAfter);
  return new ApiError(
    status,
    fieldText(statusObject, 'reason') ?? `HTTP ${status}`,
    fieldText(statusObject, 'message') ?? `${request} answered ${status}`,
    Number.isFinite(seconds) && retryAfter ? seconds : undefined,
    fieldList(statusObject, 'details', 'causes').map((cause) => fieldText(cause, 'message') ?? ''),
  );
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

const hasStatus = (error: unknown, status: number): boolean => error instanceof ApiError && error.status === status;
export const isNotFound = (error: unknown): boolean => hasStatus(error, 404);
export const isConflict = (error: unknown): boolean => hasStatus(error, 409);
export const isForbidden = (error: unknown): boolean => hasStatus(error, 403);
/** The version a watch or a page continues from is too old. */
export const isExpired = (error: unknown): boolean => hasStatus(error, 410);
/** The object itself is rejected: retrying will not help. */
export const isInvalid = (error: unknown): boolean => hasStatus(error, 422) || hasStatus(error, 400);
/** Only immutable fields are in the way: a recreated object would be accepted. */
export const isImmutable = (error: unknown): boolean =>
  error instanceof ApiError &&
  error.status === 422 &&
  error.causes.length > 0 &&
  error.causes.every((cause) => cause.includes('field is immutable'));
