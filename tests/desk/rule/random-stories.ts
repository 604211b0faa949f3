/** Stories in several scripts out of few words, so that random queries find some. */
import type { MatchableStory } from '../../../electron/desk/rule/matchable-story.ts';

const words = [
  'iran',
  'İran’ın',
  'Russia',
  'russia',
  'drone',
  'drones',
  'dronlar',
  'İHA',
  'S-400',
  'S 400',
  'С-400',
  'Ирану',
  'Иран',
  'شاهد',
  '俄罗斯无人机',
  'navy',
  'NATO',
  'nato',
  'and',
  'the',
  'sea',
];
export const now = Date.UTC(2026, 10, 10);

/** Stories made of the vocabulary by a small generator of its own, the same each time. */
export function makeStories(count: number): MatchableStory[] {
  let seed = 7;
  const next = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const text = (length: number): string => Array.from({ length }, () => words[next(words.length)]).join(' ');
  return Array.from({ length: count }, (_, index) => ({
    title: text(1 + next(4)),
    text: text(2 + next(14)),
    feedId: String(1 + next(2)),
    author: next(3) === 0 ? 'News Desk' : 'Staff',
    language: next(2) === 0 ? 'en' : 'tr',
    tags: [...(next(2) === 0 ? ['country:IR'] : []), ...(next(3) === 0 ? ['topic:uav'] : [])],
    publishedAt: Date.UTC(2026, 10, 1 + next(4), 8, index % 60),
    firstSeenAt: now,
    states: next(3) === 0 ? ['starred'] : ['unread'],
  }));
}
