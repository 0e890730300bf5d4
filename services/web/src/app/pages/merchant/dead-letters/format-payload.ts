/** Formats the payload of a message for display. Pure. */

/** Indents JSON; anything else is unchanged. */
export function formatPayload(payload: string): string {
  const message = parse(payload);
  return message === undefined ? payload : JSON.stringify(message, null, 2);
}

/** The order id of the event, if any; only a valid UUID, because it becomes part of a URL. */
export function orderIdOf(payload: string): string | undefined {
  const message = parse(payload);
  if (!isRecord(message) || !isRecord(message.data)) return undefined;
  const { orderId } = message.data;
  return typeof orderId === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(orderId) ? orderId : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
