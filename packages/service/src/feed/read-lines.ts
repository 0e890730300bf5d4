/** Yields the lines of a body as they arrive. An unterminated last line is dropped. */

/** In characters: no line of the feed is longer. */
const maxLineLength = 65_536;

export async function* readLines(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of body) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > maxLineLength) throw new Error('a line of the feed is too long');
    for (const line of lines) if (line !== '') yield line;
  }
}
