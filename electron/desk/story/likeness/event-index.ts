/** Finds the stories that report what a new one reports. */
import { featureType, keyOf, typeOf, weightOf } from './event-features.ts';
import { NumberTable } from './number-table.ts';
import { RecentPostings } from './recent-postings.ts';

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

const hourMs = 3_600_000;
/** Reports of one event come within a day or two; what comes after a week is another event. */
const sameTimeHours = 36;
const longestHours = 168;
/** Features looked up in the index, and the stories read of all of them: the rarest features come first. */
const mostAsked = 32;
const mostRead = 768;
const mostCandidates = 12;
/** Across languages names that merely sound alike, and tags, prove less than a number that both tell. */
const fewestShared = { usual: 2, withoutNumber: 3 };
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
/** The length of a story changes as features become rarer or commoner: measured again when there are this many more stories. */
const normsHoldFor = 1.1;

export class EventIndex<Item extends EventStory> {
  private readonly postings = new RecentPostings();
  private readonly items: Item[] = [];
  private sums = new Float32Array(1024);
  private readonly touched: number[] = [];
  /** The squared lengths of each item, within its language and across, and at how many items they were measured. */
  private norms = new Float32Array(2048);
  private measuredAt = new Uint32Array(1024);
  /** Of the story that is compared: where each feature stands, and how much it tells. */
  private readonly own = new NumberTable();
  private rarities = new Float32Array(1024);
  private readonly ownNorms = new Float32Array(2);
  private readonly asked: number[] = [];
  private readonly gains = new Float32Array(1024);

  /** The likeliest stories and how alike they are, the likeliest first. */
  find(story: EventStory): Likeness<Item>[] {
    this.load(story);
    return this.candidates(story)
      .map((index) => ({
        item: this.items[index] as Item,
        score: this.score(story, this.items[index] as Item, this.normsOf(index)),
      }))
      .sort((a, b) => b.score - a.score);
  }

  /** How alike one story is to each of `others`. */
  compare(story: EventStory, others: readonly Item[]): number[] {
    this.load(story);
    return others.map((other) => {
      const norms = new Float32Array(2);
      this.measure(other, norms, 0);
      return this.score(story, other, norms);
    });
  }

  file(item: Item): void {
    const index = this.items.push(item) - 1;
    if (index >= this.sums.length) this.grow();
    for (const feature of item.features) this.postings.add(keyOf(feature), index);
  }

  private grow(): void {
    const { norms, measuredAt } = this;
    this.sums = new Float32Array(this.sums.length * 2);
    this.norms = new Float32Array(norms.length * 2);
    this.norms.set(norms);
    this.measuredAt = new Uint32Array(measuredAt.length * 2);
    this.measuredAt.set(measuredAt);
  }

  /** Reads what the features of a story tell. */
  private load({ features }: EventStory): void {
    this.own.clear();
    if (features.length > this.rarities.length) this.rarities = new Float32Array(features.length * 2);
    for (let at = 0; at < features.length; at++) {
      const key = keyOf(features[at] as number);
      this.own.set(key, at + 1);
      this.rarities[at] = this.rarityOf(this.postings.count(key));
    }
    this.ownNorms.fill(0);
    for (let at = 0; at < features.length; at++)
      addSquares(features[at] as number, this.rarities[at] as number, this.ownNorms, 0);
  }

  /** How much a feature tells: rare ones much, those of half the stories nothing. */
  private rarityOf(stories: number): number {
    const share = (this.items.length + 60) / ((stories + 1) * 1.5);
    if (share <= 1) return 0;
    const bits = Math.log(share);
    return bits * Math.sqrt(bits);
  }

  /** The stories that share most with the loaded one in its most telling features. */
  private candidates({ features }: EventStory): number[] {
    const { postings, sums, touched } = this;
    touched.length = 0;
    let read = 0;
    for (const at of this.mostTelling(features)) {
      const gain = weightOf(features[at] as number) * (this.rarities[at] as number);
      const slot = postings.find(keyOf(features[at] as number));
      const held = postings.heldAt(slot);
      for (let n = 0; n < held; n++) {
        const index = postings.itemAt(slot, n);
        const before = sums[index] as number;
        if (before === 0) touched.push(index);
        sums[index] = before + gain;
      }
      read += held;
      if (read > mostRead) break;
    }
    const best = selectBest(touched, sums, mostCandidates);
    for (const index of touched) sums[index] = 0;
    return best;
  }

  /** Places of the known features that are worth most when shared, the best first. */
  private mostTelling(features: Uint32Array): readonly number[] {
    const { asked, gains, rarities } = this;
    asked.length = 0;
    for (let at = 0; at < features.length; at++) {
      const gain = weightOf(features[at] as number) * (rarities[at] as number);
      if (gain <= 0 || this.postings.find(keyOf(features[at] as number)) < 0) continue;
      gains[at] = gain;
      asked.push(at);
    }
    asked.sort((a, b) => (gains[b] as number) - (gains[a] as number));
    if (asked.length > mostAsked) asked.length = mostAsked;
    return asked;
  }

  private normsOf(index: number): Float32Array {
    if ((this.measuredAt[index] as number) * normsHoldFor < this.items.length) {
      this.measure(this.items[index] as Item, this.norms, index * 2);
      this.measuredAt[index] = this.items.length;
    }
    return this.norms.subarray(index * 2, index * 2 + 2);
  }

  /** Writes the squared lengths of a story. */
  private measure({ features }: EventStory, norms: Float32Array, at: number): void {
    norms[at] = norms[at + 1] = 0;
    for (let n = 0; n < features.length; n++) {
      const feature = features[n] as number;
      addSquares(feature, this.rarityOf(this.postings.count(keyOf(feature))), norms, at);
    }
  }

  /** A cosine over the features that both languages can share, faded by the time between, over what it takes to join. */
  private score(story: EventStory, other: EventStory, norms: Float32Array): number {
    const hours = Math.abs(story.publishedAt - other.publishedAt) / hourMs;
    if (!(hours < longestHours)) return 0;
    const across = story.language !== other.language;
    const weights = across ? acrossWeights : withinWeights;
    const { features } = other;
    let dot = 0;
    let shared = 0;
    let sharedNumbers = 0;
    for (let n = 0; n < features.length; n++) {
      const feature = features[n] as number;
      const at = this.own.get(keyOf(feature)) - 1;
      if (at < 0) continue;
      const worth = (this.rarities[at] as number) * (weights[typeOf(feature)] as number);
      if (worth === 0) continue;
      dot += weightOf(feature) * weightOf(story.features[at] as number) * worth * worth;
      shared++;
      if (typeOf(feature) === featureType.number) sharedNumbers++;
    }
    const wanted = across && sharedNumbers === 0 ? fewestShared.withoutNumber : fewestShared.usual;
    if (shared < wanted) return 0;
    const side = across ? 1 : 0;
    const floor = (across ? acrossFloor : withinFloor) * this.rarityOf(1) ** 2;
    const cosine = dot / Math.sqrt(((norms[side] as number) + floor) * ((this.ownNorms[side] as number) + floor));
    const fading = hours <= sameTimeHours ? 1 : 1 - (0.7 * (hours - sameTimeHours)) / (longestHours - sameTimeHours);
    return (cosine * fading) / (across ? acrossJoin : withinJoin);
  }
}

/** Adds what a feature gives to the squared lengths within a language and across. */
function addSquares(feature: number, rarity: number, norms: Float32Array, at: number): void {
  const type = typeOf(feature);
  const within = weightOf(feature) * rarity * (withinWeights[type] as number);
  const across = weightOf(feature) * rarity * (acrossWeights[type] as number);
  norms[at] = (norms[at] as number) + within * within;
  norms[at + 1] = (norms[at + 1] as number) + across * across;
}

/** The `most` of `indexes` with the highest sums, highest first. */
function selectBest(indexes: readonly number[], sums: Float32Array, most: number): number[] {
  const best: number[] = [];
  for (const index of indexes) {
    const sum = sums[index] as number;
    if (best.length === most && sum <= (sums[best[most - 1] as number] as number)) continue;
    let at = best.length;
    while (at > 0 && sum > (sums[best[at - 1] as number] as number)) at--;
    best.splice(at, 0, index);
    if (best.length > most) best.pop();
  }
  return best;
}
