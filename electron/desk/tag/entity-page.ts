/** A person's, country's or system's page: when it was news, what it is news with, and what was said. */
import type { DatabaseSync } from 'node:sqlite';
import type { EntityDetail, EntityPage } from '../../../shared/model.ts';
import { firstIdAt } from '../../../shared/story-ids.ts';
import { idsOfEntity, storiesOfEntity, tagsBeside } from '../store/entity-stories.ts';
import { countPerDay, lastDays } from '../store/histogram.ts';
import { textOf } from '../store/story-texts.ts';
import { tagsOf } from '../store/tags.ts';
import { findQuotes } from './quotes.ts';

const mostBeside = 24;
/** Stories that are read for quotes, and quotes that are shown. */
const mostRead = 80;
const mostQuotes = 30;

export async function readEntityPage(
  database: DatabaseSync,
  entity: EntityDetail,
  options: { readonly days: number; readonly timeZone: string | undefined; readonly now: number },
): Promise<EntityPage> {
  const days = lastDays(options.now, options.days, options.timeZone);
  return {
    entity,
    days: countPerDay(idsOfEntity(database, entity.entityId, firstIdAt(days[0]?.at ?? 0)), days),
    beside: tagsBeside(database, entity.entityId, mostBeside),
    quotes: entity.kind === 'person' ? await quotesOf(database, entity.entityId) : [],
  };
}

async function quotesOf(database: DatabaseSync, entityId: string): Promise<EntityPage['quotes']> {
  const quotes: EntityPage['quotes'][number][] = [];
  for (const { id, publishedAt, feedTitle } of storiesOfEntity(database, entityId, mostRead)) {
    const story = textOf(database, id);
    if (story === undefined) continue;
    const language = story.language === undefined ? {} : { language: story.language };
    for (const quote of findQuotes({ text: story.text, tags: tagsOf(database, id), ...language }))
      if (quote.entityId === entityId)
        quotes.push({ storyId: id, text: quote.text, publishedAt, feedTitle, ...language });
    if (quotes.length >= mostQuotes) break;
    // Others may want the desk in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return quotes.slice(0, mostQuotes);
}
