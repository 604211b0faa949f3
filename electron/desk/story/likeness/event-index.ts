/** Finds the stories that report what a new one reports. */
import { BestList } from './best-list.ts';
import { featureType, keyOf, typeOf, weightOf } from './event-features.ts';
import { featuresAt, hashesEnd, type StoredHashes } from './hash-store.ts';
import { NumberTable } from './number-table.ts';
import { mostHeld, Postings } from './postings.ts';

export interface EventStory extends StoredHashes {
  readonly language: number;
  readonly publishedAt: number;
}

export interface Likeness<Item> {
  readonly item: Item;
  /** 1 is what it takes to join, in one language as across two. */
  readonly score: number;
}

/** What two stories have in common, for `score`. */
interface Shared {
  /** Of what each feature weighs and tells; 0 when there is too little. */
  dot: number;
  /** The squared length that the other story has at least. */
  least: number;
  /** 0 within a language, 1 across two. */
  side: number;
  hours: number;
}

const hourMs = 3_600_000;
/** Reports of one event come within a day or two; what comes after a week is another event. */
const sameTimeHours = 36;
const longestHours = 168;
/** Features looked up in the index, and the stories read of all of them: the rarest features come first. */
const mostAsked = 32;
const mostRead = 768;
const mostCandidates = 12;
/**
 * Stories of one language are compared when they share at least this part of what the features looked up are worth: on
 * all sets and streams those that joined shared .11 or more, and most others less than this.
 */
const leastCandidate = 0.08;
/** Across languages names that merely sound alike, and tags, prove less than a number that both tell. */
const fewestShared = { usual: 2, withoutNumber: 3 };
/**
 * Weight of a feature by its type (word, number, tag, sound) between stories of one language and of two. Measured, with
 * the likenesses from which stories join, on the labelled set in tests/desk/story/cluster-set.
 */
const withinWeights = Float64Array.of(1, 1.4, 0.6, 0);
const acrossWeights = Float64Array.of(0, 1.5, 1, 0.6);
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

const markBits = 13;
const markOf = (key: number): number => Math.imul(key, 0x9e3779b1) >>> (32 - markBits);

/** Logarithms of the counts that nearly all features have. */
const logarithms = Float64Array.from({ length: 4096 }, (_, count) => Math.log(count));

export class EventIndex<Item extends EventStory> {
  private readonly postings = new Postings();
  private readonly items: Item[] = [];
  private sums = new Float32Array(1024);
  private readonly touched = new Int32Array(mostRead + mostHeld);
  private readonly read = new Int32Array(mostHeld);
  /** The squared lengths of each item, within its language and across, and at how many items they were measured. */
  private norms = new Float32Array(2048);
  private measuredAt = new Uint32Array(1024);
  /** Of the story that is compared: its features in their order, what each weighs and tells, and its handle. */
  private readonly own = new NumberTable();
  /** 1 where a feature of it may be: most features of another story are told with one look not to be. */
  private readonly marks = new Uint8Array(1 << markBits);
  private weights = new Float32Array(1024);
  private rarities = new Float32Array(1024);
  private handles = new Int32Array(1024);
  private readonly ownNorms = new Float32Array(2);
  private readonly shared: Shared = { dot: 0, least: 0, side: 0, hours: 0 };
  private readonly asked = new BestList(mostAsked);
  private readonly best = new BestList(mostCandidates);
  private readonly starts = new Uint32Array(mostCandidates);
  /** Of the number of items, for `rarityOf`, and the rarity of a feature that one story has. */
  private logOfItems = 0;
  private rarest = 0;

  /** The likeliest stories that are at least `least` alike, the likeliest first. */
  find(story: EventStory, least: number): Likeness<Item>[] {
    this.load(story);
    this.findCandidates();
    const { numbers, worths, length } = this.best;
    const leastWorth = this.askedWorth() * leastCandidate;
    // As in `Postings.findAll`: all are fetched from memory before one is waited for.
    for (let n = 0; n < length; n++) this.starts[n] = firstFeature(this.items[numbers[n] as number] as Item);
    const found: Likeness<Item>[] = [];
    for (let n = 0; n < length; n++) {
      const index = numbers[n] as number;
      const item = this.items[index] as Item;
      if (item.language === story.language && (worths[n] as number) < leastWorth) continue;
      // To measure a story costs more than to find that it cannot be alike however short it is.
      const shared = this.share(story, item);
      if (shared.dot === 0 || this.score(shared, shared.least) < least) continue;
      this.refreshNorms(index);
      const score = this.score(shared, this.norms[index * 2 + shared.side] as number);
      if (score >= least) found.push({ item, score });
    }
    return found.length > 1 ? found.sort((a, b) => b.score - a.score) : found;
  }

  /** How alike one story is to each of `others`. */
  compare(story: EventStory, others: readonly Item[]): number[] {
    this.load(story);
    const norms = new Float32Array(2);
    return others.map((other) => {
      this.measure(other, norms, 0);
      const shared = this.share(story, other);
      return this.score(shared, norms[shared.side] as number);
    });
  }

  file(item: Item): void {
    const index = this.items.push(item) - 1;
    if (index >= this.sums.length) this.grow();
    const { column } = item;
    const end = hashesEnd(item);
    for (let at = featuresAt(item); at < end; at++) this.postings.add(keyOf(column[at] as number), index);
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
  private load(story: EventStory): void {
    this.countItems();
    if (story.features > this.rarities.length) this.makeRoom(story.features * 2);
    const { own, marks, postings, rarities, weights, handles, ownNorms } = this;
    const { column, features } = story;
    const start = featuresAt(story);
    for (let at = 0; at < own.size; at++) marks[markOf(own.keys[at] as number)] = 0;
    own.clear();
    for (let at = 0; at < features; at++) {
      const key = keyOf(column[start + at] as number);
      own.put(key);
      marks[markOf(key)] = 1;
    }
    postings.findAll(own.keys, features, handles);
    ownNorms.fill(0);
    for (let at = 0; at < features; at++) {
      const feature = column[start + at] as number;
      const rarity = this.rarityOf(postings.countOf(handles[at] as number));
      weights[at] = weightOf(feature);
      rarities[at] = rarity;
      addSquares(feature, rarity, ownNorms, 0);
    }
  }

  private makeRoom(features: number): void {
    this.weights = new Float32Array(features);
    this.rarities = new Float32Array(features);
    this.handles = new Int32Array(features);
  }

  private countItems(): void {
    this.logOfItems = Math.log((this.items.length + 60) / 1.5);
    this.rarest = this.rarityOf(1);
  }

  /** How much a feature tells: rare ones much, those of half the stories nothing. */
  private rarityOf(stories: number): number {
    const count = stories + 1;
    const bits = this.logOfItems - (count < logarithms.length ? (logarithms[count] as number) : Math.log(count));
    return bits <= 0 ? 0 : bits * Math.sqrt(bits);
  }

  /** Leaves in `best` the stories that share most with the loaded one in its most telling features. */
  private findCandidates(): void {
    const { asked, best, sums, touched, weights, rarities, handles, read } = this;
    this.findMostTelling();
    let touchedCount = 0;
    for (let n = 0, all = 0; n < asked.length && all <= mostRead; n++) {
      const at = asked.numbers[n] as number;
      const gain = (weights[at] as number) * (rarities[at] as number);
      const held = this.postings.read(handles[at] as number, read);
      for (let place = 0; place < held; place++) {
        const index = read[place] as number;
        const before = sums[index] as number;
        if (before === 0) touched[touchedCount++] = index;
        sums[index] = before + gain;
      }
      all += held;
    }
    best.clear();
    for (let n = 0; n < touchedCount; n++) {
      const index = touched[n] as number;
      best.offer(index, sums[index] as number);
      sums[index] = 0;
    }
  }

  /** Leaves in `asked` the places of the known features that are worth most when shared. */
  private findMostTelling(): void {
    const { asked, own, weights, rarities, handles } = this;
    asked.clear();
    for (let at = 0; at < own.size; at++) {
      const gain = (weights[at] as number) * (rarities[at] as number);
      if (gain > 0 && handles[at] !== 0) asked.offer(at, gain);
    }
  }

  private askedWorth(): number {
    const { worths, length } = this.asked;
    let sum = 0;
    for (let n = 0; n < length; n++) sum += worths[n] as number;
    return sum;
  }

  private refreshNorms(index: number): void {
    if ((this.measuredAt[index] as number) * normsHoldFor >= this.items.length) return;
    this.measure(this.items[index] as Item, this.norms, index * 2);
    this.measuredAt[index] = this.items.length;
  }

  /** Writes the squared lengths of a story. */
  private measure(story: EventStory, norms: Float32Array, to: number): void {
    const { postings } = this;
    const { column } = story;
    const end = hashesEnd(story);
    norms[to] = norms[to + 1] = 0;
    for (let at = featuresAt(story); at < end; at++) {
      const feature = column[at] as number;
      addSquares(feature, this.rarityOf(postings.countOf(postings.find(keyOf(feature)))), norms, to);
    }
  }

  /** What the loaded story shares with another: over the features that both their languages can have. */
  private share(story: EventStory, other: EventStory): Shared {
    const { own, marks, weights, rarities, shared } = this;
    shared.dot = shared.least = 0;
    shared.hours = Math.abs(story.publishedAt - other.publishedAt) / hourMs;
    if (!(shared.hours < longestHours)) return shared;
    const across = story.language !== other.language;
    shared.side = across ? 1 : 0;
    const typeWeights = across ? acrossWeights : withinWeights;
    const { column } = other;
    const end = hashesEnd(other);
    let dot = 0;
    let least = 0;
    let features = 0;
    let numbers = 0;
    for (let n = featuresAt(other); n < end; n++) {
      const feature = column[n] as number;
      if (marks[markOf(keyOf(feature))] === 0) continue;
      const at = own.indexOf(keyOf(feature));
      if (at < 0) continue;
      const worth = (rarities[at] as number) * (typeWeights[typeOf(feature)] as number);
      if (worth === 0) continue;
      const weighed = weightOf(feature) * worth;
      dot += weighed * (weights[at] as number) * worth;
      least += weighed * weighed;
      features++;
      if (typeOf(feature) === featureType.number) numbers++;
    }
    const wanted = across && numbers === 0 ? fewestShared.withoutNumber : fewestShared.usual;
    if (features < wanted) return shared;
    shared.dot = dot;
    shared.least = least;
    return shared;
  }

  /** A cosine, for another story of this squared length, faded by the time between, over what it takes to join. */
  private score({ dot, side, hours }: Shared, norm: number): number {
    if (dot === 0) return 0;
    const across = side === 1;
    const floor = (across ? acrossFloor : withinFloor) * this.rarest ** 2;
    const cosine = dot / Math.sqrt((norm + floor) * ((this.ownNorms[side] as number) + floor));
    const fading = hours <= sameTimeHours ? 1 : 1 - (0.7 * (hours - sameTimeHours)) / (longestHours - sameTimeHours);
    return (cosine * fading) / (across ? acrossJoin : withinJoin);
  }
}

function firstFeature(story: EventStory): number {
  return story.column[featuresAt(story)] as number;
}

/** Adds what a feature gives to the squared lengths within a language and across. */
function addSquares(feature: number, rarity: number, norms: Float32Array, at: number): void {
  const type = typeOf(feature);
  const within = weightOf(feature) * rarity * (withinWeights[type] as number);
  const across = weightOf(feature) * rarity * (acrossWeights[type] as number);
  norms[at] = (norms[at] as number) + within * within;
  norms[at + 1] = (norms[at + 1] as number) + across * across;
}
