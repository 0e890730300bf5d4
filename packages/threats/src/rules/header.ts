/** Attacks in headers, and texts that try to become a header. */

import type { DecodedText } from '../decoding/decoded-text.ts';
import type { FieldKind } from '../decoding/inspected-field.ts';
import type { TextRule } from '../rule.ts';

const everyHeader: readonly FieldKind[] = ['header', 'shaped', 'host'];
const addresses: readonly FieldKind[] = ['query', 'path', 'header', 'shaped', 'host'];

/** Single-line fields; those that may have several lines (`multiLine`) are exempt. */
const singleLineFields: readonly FieldKind[] = ['path', 'query', 'body', 'header', 'shaped', 'host', 'staff'];
/** A simple text has no line end, and nothing that decodes to one. */
const mustBeSingleLine = ({ field, isSimple }: DecodedText): boolean => !field.multiLine && !isSimple;

const header = (
  id: string,
  score: number,
  finds: string,
  kinds: readonly FieldKind[],
  rule: Pick<TextRule, 'pattern' | 'test' | 'hits' | 'misses'>,
): TextRule => ({ id: `header.${id}`, class: 'header', score, finds, kinds, ...rule });

export const headerRules: readonly TextRule[] = [
  header('split-answer', 90, 'a line end followed by a header', addresses, {
    pattern: {
      decoding: 'decoded',
      find: /[\r\n\u560a\u560d\u2028\u2029\x85]\s{0,5}(?:set-cookie2?|location|content-(?:type|length|disposition|security-policy)|transfer-encoding|http\/\d|host|link|refresh|x-[a-z][\w-]{2,40}|access-control-[\w-]{3,40}|get |post |status|<\w)\s{0,3}[:/ \d]?/i,
    },
    hits: ['x\r\nSet-Cookie: a=b', 'x%0d%0aLocation: //y', '%E5%98%8A%E5%98%8DSet-Cookie:x', '%0aX-Injected: 1'],
    misses: ['line one\nline two', 'Hello\n\nhow are you'],
  }),
  header('line-end', 60, 'a line end in a single-line field', singleLineFields, {
    test: (decoded) => mustBeSingleLine(decoded) && /[\r\n\u2028\u2029\x85]/.test(decoded.decoded),
    hits: ['a\r\nb', 'a%0ab', 'Anna\u2028Bcc'],
    misses: ['a b'],
  }),
  header('field-after-line-end', 50, 'a line end followed by a message field', singleLineFields, {
    test: (decoded) =>
      mustBeSingleLine(decoded) && /[\r\n\u2028\u2029\x85]\s{0,5}[a-z][a-z-]{1,40} ?[:(]/i.test(decoded.decoded),
    hits: ['Anna\r\nBcc: x@y.example', 'Anna%0aX-Mailer: b'],
    misses: ['Anna: hello', 'Note: b'],
  }),
  header('control-character', 80, 'characters invalid in a header', everyHeader, {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it matches
    pattern: { decoding: 'raw', find: /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/ },
    hits: ['a\u0001b'],
    misses: ['a\tb'],
  }),
  header('strange-host', 85, 'a Host that is not a name or address and port', ['host'], {
    test: ({ raw }) => !/^(?:[\w-]+(?:\.[\w-]+)*\.?|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(raw),
    hits: ['shop.example@evil.example', 'shop.example:80:80', 'a b', "x' or 1=1", 'evil.example/#'],
    misses: ['localhost:8080', 'shop.example', '[::1]:8080', '127.0.0.1'],
  }),
  header('scanner', 70, 'vulnerability scanners by their User-Agent', ['header'], {
    pattern: {
      decoding: 'plain',
      find: /\b(?:sqlmap|nikto|nessus|openvas|acunetix|netsparker|wpscan|masscan|zgrab|dirbuster|gobuster|dirsearch|feroxbuster|ffuf|wfuzz|havij|w3af|arachni|nuclei|jorgee|zmeu|morfeus|muieblackcat|whatweb|skipfish|fimap|commix|xsser|joomscan|burpcollaborator|nmap scripting|absinthe|bsqlbf|pangolin|paros|grabber|webinspect|appscan|jaeles|cgichk|brutus|hydra\/|fuzz faster)\b/,
    },
    hits: ['sqlmap/1.7', 'Mozilla/5.0 (Nikto/2.1.6)', 'Nuclei - Open-source'],
    misses: ['Mozilla/5.0 (X11; Linux x86_64)', 'curl/8.5.0', 'Googlebot/2.1'],
  }),
  header('range-bomb', 75, 'too many ranges', ['shaped'], {
    test: ({ field, raw }) => field.location.endsWith('range') && raw.split(',', 12).length > 10,
    hits: [],
    misses: ['bytes=0-1,2-3'],
  }),
  header('other-address', 60, 'headers that override the path that was checked', everyHeader, {
    test: ({ field }) =>
      /^header\.x-(?:original-url|rewrite-url|original-uri|override-url|http-destinationurl|proxy-url)$/.test(
        field.location,
      ),
    hits: [],
    misses: ['/admin'],
  }),
  header('other-method', 50, 'headers that override the method that was checked', everyHeader, {
    test: ({ field }) => /^header\.x-(?:http-method(?:-override)?|method-override)$/.test(field.location),
    hits: [],
    misses: ['DELETE'],
  }),
  header('code-in-grammar', 75, 'mark-up or quotes in a header with a grammar', ['shaped'], {
    pattern: {
      decoding: 'plain',
      find: /<[a-z!/?][^>]{0,40}|\b(?:union|select)\b.{1,60}\b(?:select|from)\b|'[ )]{0,3}(?:or|and|\|\|)\b|\.\.[\\/]\.\.|\$\(|[;|] ?(?:cat|id|ls|wget|curl|sleep) |sleep\(\d/,
    },
    hits: ['<script>', "gzip' or 1=1", 'en;../../etc', 'x;sleep(5)'],
    misses: [
      '"Chromium";v="130", "Not?A_Brand";v="99"',
      'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8',
      'W/"abc"',
      'en-GB,en;q=0.5',
    ],
  }),
];
