/** Whether a request of this method only reads (RFC 9110: safe), as far as the shop has such methods. */
export const isSafeMethod = (method: string | undefined): boolean => method === 'GET' || method === 'HEAD';
