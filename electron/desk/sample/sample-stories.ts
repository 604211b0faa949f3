/** The stories of the sample wire, from its data files. */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { SourceType } from '../../../shared/model.ts';

export interface Outlet {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  readonly country: string;
  readonly type: SourceType;
  readonly folder: string;
  readonly format: 'rss' | 'atom' | 'rdf' | 'json';
  readonly encoding?: string;
  /** The feed carries whole texts. */
  readonly full?: boolean;
}

export interface StoryText {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

export interface SampleStory extends StoryText {
  readonly slug: string;
  readonly outlet: string;
  /** Epoch ms. */
  readonly publishedAt: number;
  readonly picture?: string;
  /** The feed does not date it. */
  readonly undated: boolean;
  readonly edited?: StoryText & { readonly at: number };
}

interface StoryData {
  readonly outlet: string;
  /** Minutes after the wire starts; negative before. */
  readonly at: number;
  readonly id?: string;
  readonly title: string;
  readonly picture?: string;
  readonly undated?: boolean;
  readonly paragraphs?: readonly string[];
  readonly copyOf?: string;
  /** How an outlet took an agency's text over: whole, without its end, or with a first line of its own. */
  readonly how?: 'whole' | 'cut' | 'edited';
  readonly edited?: StoryText & { readonly after: number };
}

const folder = fileURLToPath(new URL('.', import.meta.url));
const minuteMs = 60_000;

export function readOutlets(): Outlet[] {
  return readData('outlets.yaml') as Outlet[];
}

export interface SampleRule {
  readonly name: string;
  readonly query: string;
  readonly severity: 'info' | 'watch' | 'high' | 'critical';
}

export function readRules(): SampleRule[] {
  return readData('rules.yaml') as SampleRule[];
}

/** All stories, with the times they have when the wire starts at `startedAt`. */
export function readStories(startedAt: number): SampleStory[] {
  const files = fs.readdirSync(path.join(folder, 'stories')).filter((file) => file.endsWith('.yaml'));
  const data = files.sort().flatMap((file) => readData(path.join('stories', file)) as StoryData[]);
  const byId = new Map(data.flatMap((story) => (story.id === undefined ? [] : [[story.id, story] as const])));
  return data.map((story, index) => {
    const publishedAt = Math.round(startedAt + story.at * minuteMs);
    const paragraphs =
      story.copyOf === undefined ? (story.paragraphs ?? []) : copied(byId.get(story.copyOf), story.how);
    return {
      slug: `${index + 1}-${story.outlet}`,
      outlet: story.outlet,
      title: story.title,
      paragraphs,
      publishedAt,
      undated: story.undated ?? false,
      ...(story.picture === undefined ? {} : { picture: story.picture }),
      ...(story.edited === undefined
        ? {}
        : { edited: { ...story.edited, at: startedAt + story.edited.after * minuteMs } }),
    };
  });
}

function copied(source: StoryData | undefined, how: StoryData['how']): string[] {
  const paragraphs = [...(source?.paragraphs ?? [])];
  if (how === 'cut') return paragraphs.slice(0, -1);
  if (how === 'edited')
    return ['The following report was distributed by the Northwatch agency.', ...paragraphs.slice(0, 2)];
  return paragraphs;
}

function readData(file: string): unknown {
  return parse(fs.readFileSync(path.join(folder, file), 'utf8'));
}
