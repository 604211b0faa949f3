/** Suggestions for words that are nearly right. */
import { entityFields, factFields, textFields } from './ast.ts';

export const allFields: readonly string[] = [...textFields, ...factFields, ...entityFields, 'date', 'seen'];

/** What people who know other programs write. */
const otherNames: Readonly<Record<string, string>> = {
  headline: 'title',
  intitle: 'title',
  subject: 'title',
  summary: 'lead',
  intro: 'lead',
  text: 'body',
  content: 'body',
  intext: 'body',
  by: 'author',
  byline: 'author',
  from: 'date',
  site: 'feed',
  outlet: 'feed',
  group: 'folder',
  language: 'lang',
  type: 'source',
  has: 'is',
  state: 'is',
  keyword: 'tag',
  label: 'tag',
  nation: 'country',
  location: 'place',
  city: 'place',
  who: 'person',
  people: 'person',
  name: 'person',
  organisation: 'org',
  organization: 'org',
  company: 'org',
  weapon: 'system',
  platform: 'system',
  theme: 'topic',
  since: 'date',
  published: 'date',
  day: 'date',
  when: 'date',
  found: 'seen',
};

/** The field that was probably meant. */
export function nearestField(name: string): string | undefined {
  return otherNames[name] ?? nearest(name, allFields);
}

/** The closest known word, if any is close. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of known) {
    const distance = editDistance(word.toLowerCase(), name);
    if (distance <= Math.max(1, Math.ceil(name.length / 3)) && distance < (best?.distance ?? Infinity))
      best = { name, distance };
  }
  return best?.name;
}

/** Letters changed, added or left out; infinite when the lengths alone differ by more than three. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 3) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? Infinity;
}
