import type { DateNote } from '../../../shared/model.ts';

const dayMs = 86_400_000;
/** No feed is older than the web: an earlier date is a zero or a mistake, such as 1970-01-01. */
const earliest = Date.UTC(1991, 7, 6);

/**
 * The time that a story is shown under. Without a believable date it is when the entry was first seen; a date more
 * than a day ahead is clamped to that time. Both say so.
 */
export function storyTime(
  statedAt: number | undefined,
  seenAt: number,
): { readonly publishedAt: number; readonly dateNote: DateNote | null } {
  if (statedAt === undefined || !Number.isFinite(statedAt) || statedAt < earliest)
    return { publishedAt: seenAt, dateNote: 'undated' };
  if (statedAt > seenAt + dayMs) return { publishedAt: seenAt, dateNote: 'clamped' };
  return { publishedAt: statedAt, dateNote: null };
}
