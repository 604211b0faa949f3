/** The sample wire: feeds, pages and pictures written for Sitrep, published over time, answered without a network. */
import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';
import type { SourceType } from '../../../shared/model.ts';
import { drawPicture } from './pictures/draw-picture.ts';
import { printFeed } from './sample-feeds.ts';
import { printPage } from './sample-pages.ts';
import {
  type Outlet,
  readOutlets,
  readRules,
  readStories,
  type SampleRule,
  type SampleStory,
} from './sample-stories.ts';

export interface SampleFeed {
  readonly url: string;
  readonly title: string;
  readonly folder: string;
  readonly language: string;
  readonly country: string;
  readonly sourceType: SourceType;
  readonly stateAffiliated: boolean;
}

export interface SampleWire {
  readonly feeds: readonly SampleFeed[];
  readonly rules: readonly SampleRule[];
  /** Answers requests to the outlets' hosts as their servers would; 404 for anything else. */
  readonly fetch: typeof fetch;
}

/** Hosts under .invalid are never looked up (RFC 6761, 6.4). */
const domain = 'sample.sitrep.invalid';
const newestShown = 40;
const pictureWidth = 960;

export function createSampleWire(options: { readonly now: () => number; readonly startedAt: number }): SampleWire {
  const outlets = readOutlets();
  const stories = readStories(options.startedAt).sort((a, b) => b.publishedAt - a.publishedAt);
  const published = (outlet: Outlet): SampleStory[] =>
    stories
      .filter((story) => story.outlet === outlet.id && story.publishedAt <= options.now())
      .map((story) => asOf(story, options.now()));
  return {
    feeds: outlets.map(toFeed),
    rules: readRules(),
    fetch: async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const outlet = outlets.find(({ id }) => url.hostname === `${id}.${domain}`);
      if (outlet === undefined) return new Response('No such host', { status: 404 });
      const picture = /^\/pictures\/(\w+)\.png$/.exec(url.pathname)?.[1];
      if (picture !== undefined) return answerPicture(drawPicture(picture, pictureWidth));
      if (url.pathname === '/feed')
        return answerFeed(outlet, url.origin, published(outlet).slice(0, newestShown), new Headers(init?.headers));
      // A page stays when the feed does not list it any more.
      const shown = published(outlet);
      const story = shown.find(({ slug }) => url.pathname === `/stories/${slug}`);
      if (story === undefined) return new Response('Not found', { status: 404, statusText: 'Not Found' });
      const related = shown.filter((other) => other !== story).slice(0, 3);
      return new Response(printPage(outlet, url.origin, story, related), {
        headers: { 'content-type': 'text/html; charset=utf-8' },
      });
    },
  };
}

/** A story as its outlet shows it now: some are edited after a while. */
function asOf(story: SampleStory, now: number): SampleStory {
  const { edited } = story;
  return edited === undefined || now < edited.at
    ? story
    : { ...story, title: edited.title, paragraphs: edited.paragraphs };
}

function toFeed(outlet: Outlet): SampleFeed {
  return {
    url: `https://${outlet.id}.${domain}/feed`,
    title: outlet.title,
    folder: outlet.folder,
    language: outlet.language,
    country: outlet.country,
    sourceType: outlet.type,
    stateAffiliated: outlet.type === 'state-media',
  };
}

function answerFeed(outlet: Outlet, site: string, stories: readonly SampleStory[], headers: Headers): Response {
  const document = iconv.encode(printFeed(outlet, site, stories), outlet.encoding ?? 'utf-8');
  const etag = `"${createHash('sha256').update(document).digest('hex').slice(0, 16)}"`;
  if (headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers: { etag } });
  const type = outlet.format === 'json' ? 'application/feed+json' : 'application/xml';
  return new Response(new Uint8Array(document), {
    headers: { 'content-type': type, etag, 'last-modified': new Date(stories[0]?.publishedAt ?? 0).toUTCString() },
  });
}

function answerPicture(picture: Uint8Array | undefined): Response {
  if (picture === undefined) return new Response('Not found', { status: 404 });
  return new Response(new Uint8Array(picture), { headers: { 'content-type': 'image/png' } });
}
