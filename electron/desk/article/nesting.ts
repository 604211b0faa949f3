/** Elements that have no inside, and those that end without a closing tag. */
const unnested = new Set(
  'area base br col embed hr img input link meta param source track wbr html head body p li dt dd tr td th thead tbody tfoot colgroup option optgroup rt rp'.split(
    ' ',
  ),
);
/** Text as far as tags are concerned. */
const raw = /^(?:script|style|textarea|title|noscript|template)$/;
const longestTag = 2000;
const tagName = /^[a-z][\w:-]{0,30}/i;

/**
 * Whether elements of a page stand in more than `most` others. Readers of articles look at each element with all that
 * is in it, so that a few hundred of them inside each other cost seconds. One pass.
 */
export function isNestedDeeper(html: string, most: number): boolean {
  let depth = 0;
  let drawings = 0;
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) {
    if (html.startsWith('<!--', at)) {
      at = html.indexOf('-->', at);
      if (at < 0) return false;
      continue;
    }
    const isClosing = html[at + 1] === '/';
    const from = at + (isClosing ? 2 : 1);
    const name = tagName.exec(html.slice(from, from + 32))?.[0].toLowerCase();
    if (name === undefined || unnested.has(name)) continue;
    const isDrawing = name === 'svg' || name === 'math';
    if (isClosing) {
      depth = Math.max(depth - 1, 0);
      if (isDrawing) drawings = Math.max(drawings - 1, 0);
    } else if (raw.test(name)) {
      const end = new RegExp(`</${name}`, 'gi');
      end.lastIndex = at;
      at = end.exec(html)?.index ?? -1;
      if (at < 0) return false;
    } else if (drawings === 0 || !isSelfClosing(html, from)) {
      // In a drawing `<path/>` is whole; anywhere else the slash says nothing.
      if (isDrawing) drawings++;
      if (++depth > most) return true;
    }
  }
  return false;
}

function isSelfClosing(html: string, from: number): boolean {
  const tag = html.slice(from, from + longestTag);
  return tag[tag.indexOf('>') - 1] === '/';
}
