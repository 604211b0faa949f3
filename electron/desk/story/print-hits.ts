/** The hits of a search as a document: a table, data, or a text to read. */
import type { ExportFormat, SearchHit } from '../../../shared/model.ts';

/** Prints `hits` in `format`. Times are ISO 8601 in UTC. */
export function printHits(hits: readonly SearchHit[], query: string, format: ExportFormat): string {
  switch (format) {
    case 'csv':
      return printCsv(hits);
    case 'json':
      return `${JSON.stringify({ query, stories: hits.map((hit) => ({ ...hit, publishedAt: iso(hit) })) }, null, 2)}\n`;
    case 'md':
      return printMarkdown(hits, query);
    default:
      return format satisfies never;
  }
}

function printCsv(hits: readonly SearchHit[]): string {
  const header = ['id', 'published', 'feed', 'title', 'url', 'tags', 'snippet'];
  const rows = hits.map((hit) => [
    String(hit.id),
    iso(hit),
    hit.feed,
    hit.title,
    hit.url ?? '',
    hit.tags.map(({ label }) => label).join('; '),
    hit.snippet.text.replace(/\s+/g, ' '),
  ]);
  return [header, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** RFC 4180. A cell that a spreadsheet would run as a formula gets an apostrophe before it. */
function csvCell(value: string): string {
  const harmless = /^[=+\-@\t\r]/.test(value) && !/^-?\d+$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function printMarkdown(hits: readonly SearchHit[], query: string): string {
  const entries = hits.map((hit) => {
    const title = hit.url === undefined ? plain(hit.title) : `[${plain(hit.title)}](<${hit.url.replace(/[<>]/g, '')}>)`;
    const tags = hit.tags.length === 0 ? '' : `\n${hit.tags.map(({ label }) => plain(label)).join(', ')}\n`;
    return `## ${title}\n\n${plain(hit.feed)}, ${iso(hit)}\n${tags}\n> ${plain(hit.snippet.text)}\n`;
  });
  return [`# ${plain(query)}\n`, ...entries].join('\n');
}

/** One line in which nothing is markup. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|!]/g, '\\$&');
}

function iso({ publishedAt }: SearchHit): string {
  return new Date(publishedAt).toISOString();
}
