/** Whether a press belongs to the previous one: a double click, a double tap or a held key. Pure. */

export interface Press {
  /** The browser's count of consecutive clicks (`UIEvent.detail`). */
  readonly detail: number;
  /** Milliseconds (`Event.timeStamp`): when the input happened, not when the handler ran. */
  readonly timeStamp: number;
}

/** Milliseconds: the usual double-click time. Taps and keys have no click count, so the time decides. */
const quick = 500;

export const isSameGesture = (last: Press | undefined, { detail, timeStamp }: Press): boolean =>
  last !== undefined && (detail > 1 || timeStamp - last.timeStamp < quick);
