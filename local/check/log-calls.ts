/** Log calls in the sources of services, packages and the operator: their level, event code and sentence. Pure: text in, calls out. */

export interface LogCall {
  readonly level: string;
  /** `area.what_happened`; undefined where there is none. */
  readonly event?: string;
  readonly message: string;
  readonly line: number;
}

const call = /\b(?:logger|log)\??\.(debug|info|warn|error|fatal)\(/g;

export const findLogCalls = (text: string): LogCall[] =>
  [...text.matchAll(call)].map((match) => {
    const inside = insideParentheses(text, match.index + match[0].length);
    return {
      level: match[1] ?? '',
      event: /\bevent: '([a-z][a-z0-9_-]*(?:\.[a-z0-9_]+)+)'/.exec(inside)?.[1],
      message: /(['"`])((?:(?!\1)[^\\]|\\.)*)\1\s*,?\s*$/.exec(inside)?.[2] ?? '',
      line: text.slice(0, match.index).split('\n').length,
    };
  });

/** @param start just after the opening one */
function insideParentheses(text: string, start: number): string {
  let depth = 1;
  let quote = '';
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quote) {
      if (character === '\\') at += 1;
      else if (character === quote) quote = '';
    } else if (`'"\``.includes(character)) quote = character;
    else if (character === '(') depth += 1;
    else if (character === ')' && --depth === 0) return text.slice(start, at);
  }
  return text.slice(start);
}
