/** What a changed entity would do to stored stories: which would carry its tag, and which no more. */
import type { DatabaseSync } from 'node:sqlite';
import type { EntityTrial, Span, Tag, TagSample } from '../../../shared/model.ts';
import { withoutRemoved } from '../store/removed-tags.ts';
import { type StoredText, textsBelow } from '../store/story-texts.ts';
import { tagsOf } from '../store/tags.ts';
import type { Entity } from './gazetteer.ts';
import { makeTagger } from './tag-text.ts';

const mostSamples = 8;
const atOnce = 40;
const longestMs = 4000;

/**
 * Reads the newest `limit` stories, or as many as a few seconds allow, with the changed entity alone. A name inside a
 * longer one of another entity does not count, as in the whole gazetteer.
 */
export async function tryEntity(database: DatabaseSync, entity: Entity, limit: number): Promise<EntityTrial> {
  const tagger = makeTagger([entity]);
  const gained: TagSample[] = [];
  const lost: TagSample[] = [];
  const counts = { stories: 0, tagged: 0, gained: 0, lost: 0 };
  const from = performance.now();
  let belowId = Number.MAX_SAFE_INTEGER;
  while (counts.stories < limit && performance.now() - from < longestMs) {
    const texts = textsBelow(database, belowId, Math.min(atOnce, limit - counts.stories));
    if (texts.length === 0) break;
    for (const text of texts) {
      belowId = text.id;
      counts.stories++;
      const stored = tagsOf(database, text.id);
      const before = stored.find(({ entityId }) => entityId === entity.id);
      const after = foundIn(database, tagger, text, stored, entity.id);
      if (before !== undefined) counts.tagged++;
      if (before === undefined && after !== undefined) {
        counts.gained++;
        if (gained.length < mostSamples) gained.push(sampleOf(text, after));
      } else if (before !== undefined && after === undefined) {
        counts.lost++;
        if (lost.length < mostSamples) lost.push(sampleOf(text, spansOf(before)[0]));
      }
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { ...counts, gainedSamples: gained, lostSamples: lost };
}

/** The first place that makes the tag. */
function foundIn(
  database: DatabaseSync,
  tagger: ReturnType<typeof makeTagger>,
  story: StoredText,
  stored: readonly Tag[],
  entityId: string,
): Span | undefined {
  const { id, title, text, language } = story;
  const [tag] = tagger.tag({ title, text, ...(language === undefined ? {} : { language }) });
  if (tag === undefined || withoutRemoved(database, id, [tag]).length === 0) return undefined;
  const others = stored.flatMap((other) => (other.entityId === entityId || other.kind === 'topic' ? [] : other.spans));
  return spansOf(tag).find((span) => tag.kind === 'topic' || !others.some((other) => isInside(span, other)));
}

function spansOf({ spans, demonyms = [] }: Tag): readonly Span[] {
  return [...spans, ...demonyms];
}

function isInside(span: Span, other: Span): boolean {
  const isLonger = other.to - other.from > span.to - span.from;
  return span.field === other.field && isLonger && span.from < other.to && other.from < span.to;
}

const around = 60;

/** A line of the story around a place in it. */
export function sampleOf({ id, title, text, language }: StoredText, span: Span | undefined): TagSample {
  const whole = span?.field === 'title' ? title : text;
  const start = Math.max(0, (span?.from ?? 0) - around);
  const snippet = whole.slice(start, (span?.to ?? 0) + around).replace(/\s/g, ' ');
  const marks = span === undefined ? [] : [{ from: span.from - start, to: span.to - start }];
  return { storyId: id, title, snippet: { text: snippet, marks }, ...(language === undefined ? {} : { language }) };
}
