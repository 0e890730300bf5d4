/** Whether a method is safe (read-only, RFC 9110), for the methods that the shop uses. */
export const isSafeMethod = (method: string | undefined): boolean => method === 'GET' || method === 'HEAD';
