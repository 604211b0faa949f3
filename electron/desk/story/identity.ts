/** Which entry is which story: the same entry never becomes two stories, whatever its publisher does to it. */
import { createHash } from 'node:crypto';

export interface IdentifiedEntry {
  readonly id?: string;
  readonly link?: string;
  readonly title: string;
  readonly publishedAt?: number;
  readonly summaryHtml?: string;
  readonly contentHtml?: string;
}

/**
 * The identity of each entry of one document within its feed: its id, else its canonical link, else a hash of title
 * and date; without these, of its text. An id or link that several different entries of the document share identifies none of them alone.
 */
export function identifyEntries(entries: readonly IdentifiedEntry[]): string[] {
  const named = entries.map(({ id, link, title }) => {
    const canonical = link ? canonicalLink(link) : '';
    const names = [id && id !== link ? nameOf(id) : '', link ? nameOf(link, canonical) : ''];
    // Two entries with the same link and title are one entry given twice, not two that share an id.
    return { signature: `${canonical}\n${title}`, names: names.filter((name) => name !== '') };
  });
  const uses = new Map<string, string | undefined>();
  for (const { signature, names } of named)
    for (const name of names) uses.set(name, !uses.has(name) || uses.get(name) === signature ? signature : undefined);
  return entries.map((entry, index) => {
    const unshared = named[index]?.names.find((name) => uses.get(name) !== undefined);
    return unshared ?? hashOf(entry);
  });
}

/** The address without what differs between visits to one page: fragment, tracking and session parameters, default ports. */
export function canonicalLink(link: string): string {
  const url = URL.parse(link);
  if (url === null) return link;
  if (url.hash !== '' || link.includes('#')) url.hash = '';
  if (url.pathname.includes(';')) url.pathname = url.pathname.replace(/;jsessionid=[^/;]*/i, '');
  if (url.search === '') return url.href;
  for (const name of [...url.searchParams.keys()])
    if (/^(utm_\w+|fbclid|gclid|mc_[ce]id|ref_src|phpsessid|jsessionid|aspsessionid\w*)$/i.test(name))
      url.searchParams.delete(name);
  return url.href;
}

/** An id; of an address only what stays when its site moves to https, to `www.` or away from it. */
function nameOf(id: string, canonical?: string): string {
  const text = id.trim();
  if (!/^https?:\/\//i.test(text)) return text;
  return (canonical ?? canonicalLink(text)).replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
}

function hashOf(entry: IdentifiedEntry): string {
  const isBare = entry.title === '' && entry.publishedAt === undefined;
  const content = isBare ? `\n${entry.contentHtml ?? entry.summaryHtml ?? ''}` : '';
  const text = `${entry.title}\n${entry.publishedAt ?? ''}\n${entry.link ?? ''}${content}`;
  return `hash:${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}
