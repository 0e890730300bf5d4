/** Size limits of requests; the gateway rejects larger ones before anything reads them. */
export const sizeLimits = {
  headerBytes: 8_192,
  /**
   * Cookies are counted separately: a browser also sends those of other sites that share a host (other ports, other paths) or a
   * parent domain, and a 431 would lock out users who have them. The shop's own are below 2 KB; others are not read.
   */
  cookieBytes: 32_768,
  headers: 50,
  queryParameters: 20,
  path: 2_048,
  body: 1_048_576,
} as const;
