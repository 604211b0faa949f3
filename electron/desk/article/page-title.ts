/** The headline of a page: what most of its own statements agree on, without the site's name. */

export interface TitleStatements {
  /** Texts of the first-level headings, in order. */
  readonly headings: readonly string[];
  /** The `headline` of the page's own data. */
  readonly headline?: string | undefined;
  /** What the page wants to be called when it is shared (`og:title` and its kin). */
  readonly shared?: string | undefined;
  /** The text of the `title` element. */
  readonly page?: string | undefined;
  readonly siteName?: string | undefined;
}

/** The title that the statements agree on best; undefined when a page states none. Pure. */
export function choosePageTitle(statements: TitleStatements): string | undefined {
  const { headline, siteName } = statements;
  const page = withoutSite(statements.page, siteName);
  const stated = [statements.shared, statements.page, headline].filter((text) => text !== undefined);
  const heading = headingOf(statements.headings, stated);
  const shared = withoutSite(
    statements.shared,
    siteName,
    [heading, headline].filter((text) => text !== undefined),
  );
  // Two that agree outvote the third; the ones written for machines keep the spaces that headings lose between parts.
  if (agree(headline, shared)) return shared;
  if (agree(headline, heading)) return headline;
  if (agree(shared, heading)) return shared;
  const isSiteTitle = shared !== undefined && siteName !== undefined && lettersOf(shared).includes(lettersOf(siteName));
  // A quotation mark ends an attribute whose site forgot to escape it.
  if (heading !== undefined && shared !== undefined && isCutFrom(shared, heading)) return heading;
  // What is shared is edited last and in one piece; on some sites it is the same on every page.
  return (isSiteTitle ? heading : (shared ?? heading)) ?? headline ?? shared ?? page;
}

/** The heading that the page's own titles repeat; else the only one, if it shares most of its words with them. */
function headingOf(headings: readonly string[], stated: readonly string[]): string | undefined {
  const long = headings.filter((text) => text.length > 5);
  const known = stated.map(lettersOf).join(' ');
  const repeated = long.find((text) => known.includes(lettersOf(text)));
  if (repeated !== undefined || long.length !== 1) return repeated;
  const [only] = long;
  return only !== undefined && sharesWords(only, stated.join(' ')) ? only : undefined;
}

function sharesWords(text: string, known: string): boolean {
  const words = new Set(known.toLowerCase().split(/\P{L}+/u));
  const own = text
    .toLowerCase()
    .split(/\P{L}+/u)
    .filter((word) => word.length > 2);
  return own.filter((word) => words.has(word)).length * 2 >= own.length && own.length > 0;
}

const parting = /\s+[|–—·»«*-]\s+|\s*[|｜]\s*|：|--+/gu;

/** The title without a site's name behind it. `headlines` are what the same page says without one. */
function withoutSite(
  title: string | undefined,
  siteName: string | undefined,
  headlines: readonly string[] = [],
): string | undefined {
  if (title === undefined) return undefined;
  const bare = headlines.find((text) => lettersOf(title).startsWith(lettersOf(text)) && startsAtParting(title, text));
  if (bare !== undefined) return agree(bare, title) ? title : bare;
  const last = [...title.matchAll(parting)].at(-1);
  if (last === undefined) return title;
  const [before, after] = [title.slice(0, last.index), title.slice(last.index + last[0].length)];
  const isSite = siteName !== undefined && lettersOf(after) === lettersOf(siteName);
  const looksLikeSite = /\s/.test(last[0]) && after.length < 30 && before.length > after.length * 1.5;
  return before.trim() !== '' && (isSite || looksLikeSite) ? before.trim() : title;
}

/** Whether what follows the headline in the title is set off from it. */
function startsAtParting(title: string, headline: string): boolean {
  const rest = title.slice(Math.min(headline.length, title.length));
  return /^\s*([|｜–—·»«*：-]|$)/u.test(rest);
}

function isCutFrom(part: string, whole: string): boolean {
  return part.length < whole.length / 2 && whole.startsWith(part);
}

function agree(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && lettersOf(a) === lettersOf(b) && lettersOf(a) !== '';
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
