/** Finds the stories that report what a new one reports. */
import { featureType, keyOf, typeOf, weightOf } from './event-features.ts';
import type { NumberTable } from './number-table.ts';
import { createPostings } from './postings.ts';

export interface EventStory {
  /** From `eventFeatures`. */
  readonly features: Uint32Array;
  readonly language: number;
  readonly publishedAt: number;
}

export interface Likeness<Item> {
  readonly item: Item;
  /** 0 to 1 and comparable between pairs in one language and pairs in two. */
  readonly score: number;
}

const hourMs = 3_600_000;
/** Reports of one event come within a day or two; what comes after a week is another event. */
const sameTimeHours = 36;
const longestHours = 168;
const mostEntries = 160;
const mostCandidates = 12;
/** Weight of a feature by its type: word, number, tag, sound. */
const typeWeights = [1, 1.1, 1.5, 0.8];

export function createEventIndex<Item extends EventStory>() {
  const postings = createPostings();
  const items: Item[] = [];
  let sums = new Float32Array(1024);
  const touched: number[] = [];

  /** How much a feature tells: rare ones much, those of half the stories nothing. */
  function rarity(key: number): number {
    return Math.max(0, Math.log((items.length + 60) / (postings.count(key) + 1) / 1.5));
  }

  function candidates(story: EventStory): Item[] {
    touched.length = 0;
    for (const feature of story.features) {
      const key = keyOf(feature);
      const count = postings.count(key);
      if (count === 0 || (count > 400 && count > items.length / 20)) continue;
      const gain = weightOf(feature) * rarity(key) ** 2;
      let read = 0;
      for (let entry = postings.newest(key); entry >= 0 && read < mostEntries; entry = postings.next(entry), read++) {
        const index = postings.itemAt(entry);
        if (sums[index] === 0) touched.push(index);
        sums[index] = (sums[index] ?? 0) + gain;
      }
    }
    const best = selectBest(touched, sums, mostCandidates);
    for (const index of touched) sums[index] = 0;
    return best.map((index) => items[index] as Item);
  }

  function score(story: EventStory, other: EventStory, own: NumberTable): number {
    const hours = Math.abs(story.publishedAt - other.publishedAt) / hourMs;
    if (!(hours < longestHours)) return 0;
    const across = story.language !== other.language;
    let dot = 0;
    let norm = 0;
    let sharedKinds = 0;
    for (const feature of other.features) {
      const type = typeOf(feature);
      const key = keyOf(feature);
      const theirs = own.get(key);
      if (type === featureType.sound ? !across : across && type === featureType.word && theirs === 0) continue;
      const weight = weightOf(feature) * rarity(key) * (typeWeights[type] ?? 1);
      norm += weight * weight;
      if (theirs === 0) continue;
      dot += weight * theirs;
      if (weight > 0) sharedKinds++;
    }
    const ownNorm = normOf(story, across, other);
    if (norm === 0 || ownNorm === 0 || sharedKinds < 2) return 0;
    const cosine = dot / Math.sqrt(norm * ownNorm);
    const fading = hours <= sameTimeHours ? 1 : 1 - (0.7 * (hours - sameTimeHours)) / (longestHours - sameTimeHours);
    return cosine * fading * (across ? Math.min(1, dot / 60) : 1);
  }

  function normOf(story: EventStory, across: boolean, _other: EventStory): number {
    let norm = 0;
    for (const feature of story.features) {
      const type = typeOf(feature);
      if (type === featureType.sound ? !across : across && type === featureType.word) continue;
      const weight = weightOf(feature) * rarity(keyOf(feature)) * (typeWeights[type] ?? 1);
      norm += weight * weight;
    }
    return norm;
  }

  function load(story: EventStory, own: NumberTable): void {
    own.clear();
    for (const feature of story.features) {
      const key = keyOf(feature);
      own.set(key, weightOf(feature) * rarity(key) * (typeWeights[typeOf(feature)] ?? 1));
    }
  }

  return {
    /** The likeliest stories and how alike they are. `own` is scratch space. */
    find(story: EventStory, own: NumberTable): Likeness<Item>[] {
      const found = candidates(story);
      load(story, own);
      return found.map((item) => ({ item, score: score(story, item, own) }));
    },
    /** How alike one story is to each of `others`. */
    compare(story: EventStory, others: readonly Item[], own: NumberTable): number[] {
      load(story, own);
      return others.map((other) => score(story, other, own));
    },
    file(item: Item): void {
      const index = items.push(item) - 1;
      if (index >= sums.length) sums = new Float32Array(sums.length * 2);
      for (const feature of item.features) postings.add(keyOf(feature), index);
    },
  };
}

/** The `most` of `indexes` with the highest sums, highest first. */
function selectBest(indexes: readonly number[], sums: Float32Array, most: number): number[] {
  const best: number[] = [];
  for (const index of indexes) {
    const sum = sums[index] ?? 0;
    if (best.length === most && sum <= (sums[best[most - 1] ?? 0] ?? 0)) continue;
    let at = best.length;
    while (at > 0 && sum > (sums[best[at - 1] ?? 0] ?? 0)) at--;
    best.splice(at, 0, index);
    if (best.length > most) best.pop();
  }
  return best;
}
