/** Finds the stories that report what a new one reports. */
import { keyOf, typeOf, weightOf } from './event-features.ts';
import { createNumberTable, type NumberTable } from './number-table.ts';
import { createPostings } from './postings.ts';

export interface EventStory {
  /** From `eventFeatures`. */
  readonly features: Uint32Array;
  readonly language: number;
  readonly publishedAt: number;
}

export interface Likeness<Item> {
  readonly item: Item;
  /** 1 is what it takes to join, in one language as across two. */
  readonly score: number;
}

/** The weights of one story's features, for its own language and for others. */
type Loaded = readonly [Side, Side];
interface Side {
  readonly table: NumberTable;
  norm: number;
}

const hourMs = 3_600_000;
/** Reports of one event come within a day or two; what comes after a week is another event. */
const sameTimeHours = 36;
const longestHours = 168;
/** Features looked up in the index, and the newest stories read of each. */
const mostAsked = 32;
const mostEntries = 96;
const mostCandidates = 12;
const fewestShared = { within: 2, across: 3 };
/**
 * Weight of a feature by its type (word, number, tag, sound) between stories of one language and of two. Measured, with
 * the likenesses from which stories join, on the labelled set in tests/desk/story/cluster-set.
 */
const withinWeights = [1, 1.4, 0.6, 0];
const acrossWeights = [0, 1.5, 1, 0.6];
const withinJoin = 0.135;
const acrossJoin = 0.31;
/**
 * Features, as rare as can be, that each story is taken to have beyond its own: they keep a few shared ones from being
 * everything where stories are short, or have little that crosses languages.
 */
const withinFloor = 20;
const acrossFloor = 0.6;

export function createEventIndex<Item extends EventStory>() {
  const postings = createPostings();
  const items: Item[] = [];
  let sums = new Float32Array(1024);
  const touched: number[] = [];
  const tables = [createNumberTable(), createNumberTable()] as const;

  /** How much a feature tells: rare ones much, those of half the stories nothing. */
  function rarity(key: number): number {
    return rarityOf(postings.count(key));
  }

  function rarityOf(stories: number): number {
    const share = (items.length + 60) / ((stories + 1) * 1.5);
    if (share <= 1) return 0;
    const bits = Math.log(share);
    return bits * Math.sqrt(bits);
  }

  /** The stories that share most with `story` in its most telling features. */
  function candidates(story: EventStory): Item[] {
    touched.length = 0;
    for (const { key, gain } of mostTelling(story)) {
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

  /** Known features with what sharing them is worth: the best `mostAsked`. */
  function mostTelling(story: EventStory): { readonly key: number; readonly gain: number }[] {
    const telling: { readonly key: number; readonly gain: number }[] = [];
    for (const feature of story.features) {
      const key = keyOf(feature);
      const known = postings.count(key);
      if (known === 0) continue;
      const gain = weightOf(feature) * rarity(key);
      if (gain > 0) telling.push({ key, gain });
    }
    if (telling.length <= mostAsked) return telling;
    return telling.sort((a, b) => b.gain - a.gain).slice(0, mostAsked);
  }

  /** Weights of the features of `story` that count when it is compared in its own language or across languages. */
  function weightIn(feature: number, across: boolean): number {
    const type = typeOf(feature);
    const factor = (across ? acrossWeights : withinWeights)[type] ?? 0;
    return factor === 0 ? 0 : weightOf(feature) * rarity(keyOf(feature)) * factor;
  }

  /** A cosine over the features that both languages can share, faded by the time between, over what it takes to join. */
  function score(own: Loaded, story: EventStory, other: EventStory): number {
    const hours = Math.abs(story.publishedAt - other.publishedAt) / hourMs;
    if (!(hours < longestHours)) return 0;
    const across = story.language !== other.language;
    const { table, norm: ownNorm } = own[across ? 1 : 0];
    let dot = 0;
    let norm = 0;
    let shared = 0;
    for (const feature of other.features) {
      const weight = weightIn(feature, across);
      if (weight === 0) continue;
      norm += weight * weight;
      const theirs = table.get(keyOf(feature));
      if (theirs === 0) continue;
      dot += weight * theirs;
      shared++;
    }
    if (shared < (across ? fewestShared.across : fewestShared.within)) return 0;
    const floor = (across ? acrossFloor : withinFloor) * rarityOf(1) ** 2;
    const cosine = dot / Math.sqrt((norm + floor) * (ownNorm + floor));
    const fading = hours <= sameTimeHours ? 1 : 1 - (0.7 * (hours - sameTimeHours)) / (longestHours - sameTimeHours);
    return (cosine * fading) / (across ? acrossJoin : withinJoin);
  }

  function load(story: EventStory): Loaded {
    const loaded: Loaded = [
      { table: tables[0], norm: 0 },
      { table: tables[1], norm: 0 },
    ];
    for (const across of [false, true]) {
      const side = loaded[across ? 1 : 0];
      side.table.clear();
      for (const feature of story.features) {
        const weight = weightIn(feature, across);
        if (weight === 0) continue;
        side.table.set(keyOf(feature), weight);
        side.norm += weight * weight;
      }
    }
    return loaded;
  }

  return {
    /** The likeliest stories and how alike they are. */
    find(story: EventStory): Likeness<Item>[] {
      const found = candidates(story);
      if (found.length === 0) return [];
      const own = load(story);
      return found.map((item) => ({ item, score: score(own, story, item) }));
    },
    /** How alike one story is to each of `others`. */
    compare(story: EventStory, others: readonly Item[]): number[] {
      const own = load(story);
      return others.map((other) => score(own, story, other));
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
