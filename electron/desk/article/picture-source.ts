/** Which file an <img> means: lazy loading, srcset and <picture> hide it in many places. */
import type { Picture } from '../../../shared/model.ts';
import type { HtmlElement } from './html-tree.ts';

/** Wider files cost disk and show no better in a reading column. */
const widestUseful = 1600;

/** The picture of an <img>, <picture> or amp-img; undefined for none, trackers and inline data. */
export function readPicture(element: HtmlElement, baseUrl: string): Picture | undefined {
  const image = element.tag === 'picture' ? findImage(element) : element;
  if (image === undefined) return undefined;
  const { attributes } = image;
  const [width, height] = [pixels(attributes.width), pixels(attributes.height)];
  if ((width !== undefined && width <= 2) || (height !== undefined && height <= 2)) return undefined;
  const sets = [attributes.srcset, attributes['data-srcset'], attributes['data-lazy-srcset'], ...sourceSets(element)];
  const candidates = [
    ...sets.flatMap((set) => bestOf(set ?? '') ?? []),
    ...['data-src', 'data-lazy-src', 'data-original', 'data-orig-file', 'data-url', 'src'].flatMap(
      (name) => attributes[name] ?? [],
    ),
  ];
  for (const candidate of candidates) {
    const url = URL.parse(candidate.trim(), baseUrl);
    if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '') continue;
    if (/(\b|_)(pixel|spacer|blank|1x1|tracking)(\b|_)[^/]*\.(gif|png)$/i.test(url.pathname)) return undefined;
    const alt = (attributes.alt ?? '').replace(/\s+/g, ' ').trim().slice(0, 1000);
    return {
      src: url.href,
      alt,
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
    };
  }
  return undefined;
}

/** The widest candidate of a srcset that is not wider than useful, else the narrowest. */
function bestOf(srcset: string): string | undefined {
  // An address runs to the next space and may hold commas; what follows it says its size.
  const candidates = [...srcset.slice(0, 20_000).matchAll(/([^\s,]\S*[^\s,]|[^\s,])(?:\s+([\d.]+)([wx]))?\s*(?:,|$)/g)]
    .flatMap((match) =>
      match?.[1] === undefined || match[1].startsWith('data:')
        ? []
        : [{ src: match[1], size: Number(match[2] ?? 1) * (match[3] === 'w' ? 1 : 800) }],
    )
    .sort((a, b) => a.size - b.size);
  return candidates.filter(({ size }) => size <= widestUseful).at(-1)?.src ?? candidates[0]?.src;
}

function sourceSets(element: HtmlElement): string[] {
  return element.children.flatMap((child) =>
    typeof child === 'string' || child.tag !== 'source'
      ? []
      : (child.attributes.srcset ?? child.attributes['data-srcset'] ?? []),
  );
}

function findImage(element: HtmlElement): HtmlElement | undefined {
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    if (child.tag === 'img' || child.tag === 'amp-img') return child;
    const found = findImage(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

function pixels(value: string | undefined): number | undefined {
  const number = Number.parseInt(value ?? '', 10);
  return Number.isFinite(number) && number >= 0 && number < 20_000 && !(value ?? '').includes('%') ? number : undefined;
}
