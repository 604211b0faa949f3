/** Feed documents of the sample wire, in every format that Sitrep reads. */
import { escapeMarkup } from '../feed/xml-tree.ts';
import type { Outlet, SampleStory } from './sample-stories.ts';

const summaryLength = 220;

/** The document that an outlet publishes: its newest stories. */
export function printFeed(outlet: Outlet, site: string, stories: readonly SampleStory[]): string {
  switch (outlet.format) {
    case 'atom':
      return printAtom(outlet, site, stories);
    case 'json':
      return printJson(outlet, site, stories);
    case 'rdf':
      return printRdf(outlet, site, stories);
    default:
      return printRss(outlet, site, stories);
  }
}

/** Where a story's page is. */
export function storyAddress(site: string, story: SampleStory): string {
  return `${site}/stories/${story.slug}`;
}

function summaryOf(story: SampleStory): string {
  const text = story.paragraphs[0] ?? '';
  return text.length > summaryLength ? `${text.slice(0, summaryLength)}…` : text;
}

function contentOf(story: SampleStory): string {
  return story.paragraphs.map((paragraph) => `<p>${escapeMarkup(paragraph)}</p>`).join('');
}

function printRss(outlet: Outlet, site: string, stories: readonly SampleStory[]): string {
  const items = stories.map((story) => {
    const date = story.undated ? '' : `<pubDate>${new Date(story.publishedAt).toUTCString()}</pubDate>`;
    const content = outlet.full ? `<content:encoded><![CDATA[${contentOf(story)}]]></content:encoded>` : '';
    return `<item><title>${escapeMarkup(story.title)}</title><link>${storyAddress(site, story)}</link><guid isPermaLink="false">${outlet.id}:${story.slug}</guid>${date}<description>${escapeMarkup(summaryOf(story))}</description>${content}</item>`;
  });
  const encoding = outlet.encoding ?? 'utf-8';
  return `<?xml version="1.0" encoding="${encoding}"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>${escapeMarkup(outlet.title)}</title><link>${site}/</link><description>${escapeMarkup(outlet.title)}</description><language>${outlet.language}</language>${items.join('\n')}</channel></rss>`;
}

function printAtom(outlet: Outlet, site: string, stories: readonly SampleStory[]): string {
  const entries = stories.map((story) => {
    const date = new Date(story.publishedAt).toISOString();
    const content = outlet.full ? `<content type="html">${escapeMarkup(contentOf(story))}</content>` : '';
    return `<entry><title>${escapeMarkup(story.title)}</title><id>tag:${outlet.id},2026:${story.slug}</id><link rel="alternate" href="${storyAddress(site, story)}"/><published>${date}</published><updated>${date}</updated><summary>${escapeMarkup(summaryOf(story))}</summary>${content}</entry>`;
  });
  const newest = new Date(stories[0]?.publishedAt ?? 0).toISOString();
  return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${outlet.language}"><title>${escapeMarkup(outlet.title)}</title><id>${site}/</id><link href="${site}/"/><updated>${newest}</updated>${entries.join('\n')}</feed>`;
}

function printRdf(outlet: Outlet, site: string, stories: readonly SampleStory[]): string {
  const items = stories.map(
    (story) =>
      `<item rdf:about="${storyAddress(site, story)}"><title>${escapeMarkup(story.title)}</title><link>${storyAddress(site, story)}</link><description>${escapeMarkup(summaryOf(story))}</description><dc:date>${new Date(story.publishedAt).toISOString()}</dc:date></item>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="${site}/"><title>${escapeMarkup(outlet.title)}</title><link>${site}/</link><description>${escapeMarkup(outlet.title)}</description><dc:language>${outlet.language}</dc:language></channel>${items.join('\n')}</rdf:RDF>`;
}

function printJson(outlet: Outlet, site: string, stories: readonly SampleStory[]): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: outlet.title,
    home_page_url: `${site}/`,
    language: outlet.language,
    items: stories.map((story) => ({
      id: `${outlet.id}:${story.slug}`,
      url: storyAddress(site, story),
      title: story.title,
      summary: summaryOf(story),
      content_html: contentOf(story),
      date_published: new Date(story.publishedAt).toISOString(),
    })),
  });
}
