/** Plain text from what feeds put into titles and names: entities once or twice escaped, stray markup, controls. */
import { decodeHTML, decodeHTMLStrict } from 'entities';

const longestTitle = 1_000_000;
const unseen = /[\u202a-\u202e\u2066-\u2069\ufeff]|[^\P{Cc}\t\n\r]/gu;

/** What the texts below change: most titles and names have nothing of it. */
const isMarked =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[<&\u0000-\u001f\u007f-\u00a0\u1680\u2000-\u200b\u2028-\u202f\u205f\u2066-\u2069\u3000\ufeff]| {2}|^ | $/;

/** Decodes character references that end in `;`: `&copy=3` in an address is none. */
export function decodeEntities(text: string): string {
  return text.includes('&') ? decodeHTMLStrict(text) : text;
}

/** The text of a title or name that may hold HTML. Direction overrides go: they could make a text read as another. */
export function plainText(html: string): string {
  if (!isMarked.test(html) && html.length <= longestTitle) return html;
  let text = html.slice(0, longestTitle);
  for (let pass = 0; pass < 3 && /[<&]/.test(text); pass++) {
    const before = text;
    text = decodeEntities(stripTags(text));
    if (text === before) break;
  }
  return collapse(text.replace(unseen, ''));
}

/** Text that is no markup, fit to be shown on one line. */
export function oneLine(text: string): string {
  return collapse(text.slice(0, longestTitle).replace(unseen, ''));
}

/** The same for text that says it is no HTML: entities that were escaped twice are read, tags are kept. */
export function literalText(text: string): string {
  return collapse(decodeEntities(text.slice(0, longestTitle)).replace(unseen, ''));
}

/** Removes what reads as a tag, `<b>` or `</a>`, in one pass; a lone `<` stays. */
export function stripTags(html: string): string {
  if (!html.includes('<')) return html;
  const endless = new Set<string>();
  let text = '';
  /** Up to where `html` is in `text` already, or left out. */
  let taken = 0;
  for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', Math.max(open + 1, taken))) {
    if (!/[a-z/!?]/i.test(html[open + 1] ?? '')) continue;
    const isCdata = html.startsWith('<![CDATA[', open);
    const close = html.indexOf(isCdata ? ']]>' : '>', open);
    if (close < 0 && !isCdata) break;
    text += html.slice(taken, open);
    if (isCdata) {
      text += html.slice(open + 9, close < 0 ? undefined : close);
      taken = close < 0 ? html.length : close + 3;
    } else {
      taken = endOfUnread(html, open, close, endless) ?? close + 1;
      if (/^<(br|p|div|li|tr|h[1-6])\b/i.test(html.slice(open, open + 4))) text += ' ';
    }
  }
  return text + html.slice(taken);
}

/** Behind an element whose inside nobody is meant to read. Names without an end are looked for once: `endless`. */
function endOfUnread(html: string, open: number, close: number, endless: Set<string>): number | undefined {
  const name = /^<(script|style|iframe|noscript)[\s>]/i.exec(html.slice(open, open + 12))?.[1]?.toLowerCase();
  if (name === undefined || endless.has(name)) return undefined;
  const end = new RegExp(`</${name}\\s*>`, 'gi');
  end.lastIndex = close;
  if (end.exec(html) !== null) return end.lastIndex;
  endless.add(name);
  return undefined;
}

export function collapse(text: string): string {
  return text.replace(/[\s\u00a0\u200b]+/gu, ' ').trim();
}

/** Decodes as a browser does, also without the `;`. For text that stood in HTML. */
export function decodeHtmlText(text: string): string {
  return text.includes('&') ? decodeHTML(text) : text;
}
