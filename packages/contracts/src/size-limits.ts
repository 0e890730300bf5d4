/** How large a request may be: what is larger is rejected by the gateway before anything reads it. */
export const sizeLimits = {
  headerBytes: 8_192,
  /**
   * Cookies are counted apart: a browser also sends those of neighbours, which share a host (other ports, other paths) or a parent
   * domain, and a shop that answers 431 to them is closed to whoever has them. Ours are below 2 KB; the rest is not read.
   */
  cookieBytes: 32_768,
  headers: 50,
  queryParameters: 20,
  path: 2_048,
  body: 1_048_576,
} as const;
