/**
 * Groups stories as they come: copies by the text they share, events by rare words, numbers, tags, names and time, also
 * across languages. Pure: no database, no clock. What a story is grouped with depends little on the order of arrival;
 * two clusters that a later story shows to be one are joined, and the answer says so.
 */

import { CopyIndex, type Kin } from './likeness/copy-index.ts';
import { featureAt, hashText, mostWords, readFeatures } from './likeness/event-features.ts';
import { EventIndex } from './likeness/event-index.ts';
import { readFacts } from './likeness/facts.ts';
import { HashStore, type StoredHashes } from './likeness/hash-store.ts';
import { NumberTable } from './likeness/number-table.ts';
import { createWords, readWords, type Words } from './likeness/read-words.ts';
import { readShingles } from './likeness/shingles.ts';
import { german, languageNumber } from './likeness/stop-words.ts';

export type StoryId = number | string;

export interface ClusterStory {
  readonly id: StoryId;
  readonly title: string;
  readonly text: string;
  /** Epoch milliseconds. */
  readonly publishedAt: number;
  readonly feedId: StoryId;
  /** Entity ids, or tags. */
  readonly tags?: readonly (string | { readonly entityId: string })[];
}

export interface Placement {
  /** The id of the story that founded the cluster. */
  readonly clusterId: StoryId;
  /** A story known before that shares this one's text. Which of the two came first in print is another question. */
  readonly isCopyOf?: StoryId;
  /** Stories whose place is another one now, because this story showed two clusters, or two groups of copies, to be one. */
  readonly moved: readonly StoryId[];
}

export interface ClustererOptions {
  /** False: group copies only. */
  readonly events?: boolean;
  /** The most stories held in memory; the oldest are forgotten beyond it. */
  readonly maxStories?: number;
}

export interface Clusterer {
  add(story: ClusterStory): Placement;
  /** Where a story is now, undefined when it is not known (any more). */
  placeOf(id: StoryId): { readonly clusterId: StoryId; readonly isCopyOf?: StoryId } | undefined;
  /** Puts a story of an earlier run back where it was: its cluster and what it copies are given, not looked for. */
  restore(story: ClusterStory, place: { readonly clusterId: StoryId; readonly isCopyOf?: StoryId }): void;
  /**
   * Lets go of the stories published before `time`; they keep the clusters they have, but no longer attract others. What
   * is kept must be filed anew, so that nothing happens until the old ones are a part worth it.
   */
  forget(time: number): void;
  readonly size: number;
}

/** A story as the clusterer holds it: no text. */
interface Held extends StoredHashes {
  readonly id: StoryId;
  readonly publishedAt: number;
  readonly contents: number;
  /** Of the shingles. */
  readonly level: number;
  readonly language: number;
  /** Its text is found through another story's: it is filed nowhere. */
  covered: boolean;
  cluster: Cluster;
  copyOf: Held | undefined;
  /** Set when another story shares its frame but not its facts: stories of one frame never report the same event. */
  frame: Frame | undefined;
}

interface Cluster {
  readonly id: StoryId;
  members: Held[];
  /** Whether one of them has a frame. */
  framed: boolean;
}

/** A frame that several texts fill. Two that turn out to be one point to the same. */
interface Frame {
  into?: Frame;
}

/** One story is enough to join at this likeness. */
const joinFrom = 1;
/** Two clusters become one when two of their stories are this alike and their stories are so on average. */
const mergeFrom = 1.15;
const mergeAverage = 0.7;
const comparedMembers = 5;
const shortestBody = 8;
/**
 * How rare a word is shows only after some stories: each story is looked at again after this many more, which makes the
 * result depend less on the order in which stories come.
 */
const secondLookAfter = 60;
/** With this many stories known, what is rare is known too, and one look is enough. */
const secondLookUntil = 4000;
/** Stories are forgotten when they are at least this part of all. */
const forgottenPart = 1 / 16;

export function createClusterer(options: ClustererOptions = {}): Clusterer {
  const { events = true, maxStories = 200_000 } = options;
  const stories = new Map<StoryId, Held>();
  const clusters = new Map<StoryId, Cluster>();
  let copies = new CopyIndex<Held>();
  let reports = new EventIndex<Held>();
  const waiting: Held[] = [];
  let store = new HashStore();
  const words = createWords();
  /** Of the story that was read last. */
  const shingles = new NumberTable();
  const facts = new NumberTable();
  const features = new NumberTable();

  /** Reads the words of a story. Gives how many are its title's. */
  function read({ title, text }: ClusterStory): number {
    words.length = 0;
    readWords(title, words, 200);
    const titleWords = words.length;
    readWords(text, words, undefined, titleWords + mostWords);
    return titleWords;
  }

  /** Makes of the words that were read what is kept of their story. */
  function hold(story: ClusterStory, titleWords: number): Held {
    const tags = (story.tags ?? []).map((tag) => (typeof tag === 'string' ? tag : tag.entityId));
    const language = languageNumber(words);
    const capitalsAreNames = language !== german;
    const bodyFrom = words.length - titleWords < shortestBody ? 0 : titleWords;
    const numbers = readFacts(words, bodyFrom, words.length, capitalsAreNames, tags.map(hashText), facts);
    if (events) readFeatures(words, titleWords, capitalsAreNames, tags, features);
    const level = readShingles(words.hashes, bodyFrom, words.length, shingles);
    const { column, start } = store.take(shingles.size + facts.size + features.size);
    column.set(shingles.keys.subarray(0, shingles.size), start);
    column.set(facts.keys.subarray(0, facts.size), start + shingles.size);
    const featuresFrom = start + shingles.size + facts.size;
    for (let index = 0; index < features.size; index++) column[featuresFrom + index] = featureAt(features, index);
    return {
      id: story.id,
      publishedAt: Number.isFinite(story.publishedAt) ? story.publishedAt : 0,
      contents: contentsOf(words),
      language,
      level,
      column,
      start,
      shingles: shingles.size,
      numbers,
      names: facts.size - numbers,
      features: features.size,
      covered: false,
      cluster: { id: story.id, members: [], framed: false },
      copyOf: undefined,
      frame: undefined,
    };
  }

  function file(held: Held): void {
    if (held.covered) return;
    copies.file(held);
    if (events) reports.file(held);
  }

  function place(held: Held): StoryId[] {
    const moved: StoryId[] = [];
    for (const { item, kinship, covered } of kinOf(held)) {
      if (kinship !== 'copy') continue;
      moved.push(...linkCopies(held, item));
      if (covered > 0.95) held.covered = true;
      moved.push(...join(held, item.cluster));
    }
    if (events && !held.covered) {
      moved.push(...joinEvent(held));
      if (stories.size < secondLookUntil) waiting.push(held);
    }
    return moved;
  }

  function joinEvent(held: Held): StoryId[] {
    const moved: StoryId[] = [];
    for (const { item, score } of reports.find(held, joinFrom)) {
      if (item === held || item.cluster === held.cluster) continue;
      if (apart(held.cluster, item.cluster)) continue;
      if (held.cluster.members.length <= 1 || (score >= mergeFrom && alike(held.cluster, item.cluster)))
        moved.push(...join(held, item.cluster));
    }
    return moved;
  }

  function lookAgain(): StoryId[] {
    if (waiting.length === 0 || (waiting.length <= secondLookAfter && stories.size < secondLookUntil)) return [];
    const held = waiting.shift();
    return held === undefined ? [] : joinEvent(held);
  }

  /** Whether the stories of two clusters are alike on average, so that one story between them is not taken for proof. */
  function alike(first: Cluster, second: Cluster): boolean {
    const others = second.members.slice(-comparedMembers);
    const scores = first.members.slice(-comparedMembers).flatMap((member) => reports.compare(member, others));
    return scores.reduce((sum, score) => sum + score, 0) / scores.length >= mergeAverage;
  }

  /** Makes one cluster of a story's and another; the larger one keeps its name. Gives the stories that moved. */
  function join(held: Held, cluster: Cluster): StoryId[] {
    const current = held.cluster;
    if (current === cluster) return [];
    const [from, into] = cluster.members.length >= current.members.length ? [current, cluster] : [cluster, current];
    for (const member of from.members) member.cluster = into;
    for (const member of from.members) into.members.push(member);
    into.framed ||= from.framed;
    clusters.delete(from.id);
    clusters.set(into.id, into);
    return from.members.filter((member) => member !== held).map(({ id }) => id);
  }

  function placementOf(held: Held): { clusterId: StoryId; isCopyOf?: StoryId } {
    const clusterId = held.cluster.id;
    const root = rootOf(held);
    return sameId(root.id, held.id) ? { clusterId } : { clusterId, isCopyOf: root.id };
  }

  /** Makes one group of a story's copies and another's. Gives those that are now copies of another story. */
  function linkCopies(held: Held, item: Held): StoryId[] {
    const [own, other] = [rootOf(held), rootOf(item)];
    if (own === other) return [];
    const group = own === held ? [] : held.cluster.members.filter((member) => rootOf(member) === own);
    own.copyOf = other;
    return group.map(({ id }) => id);
  }

  function kinOf(held: Held): Kin<Held>[] {
    const kin = copies.find(held, shingles, facts);
    for (const { item, kinship } of kin)
      if (kinship === 'same-frame' && !sameId(item.id, held.id)) keepApart(held, item);
    return kin;
  }

  function keep(held: Held): void {
    const { cluster } = held;
    // Most clusters have one story: an array of its own size takes the least memory.
    if (cluster.members.length === 0) cluster.members = [held];
    else cluster.members.push(held);
    cluster.framed ||= held.frame !== undefined;
    clusters.set(cluster.id, cluster);
    stories.set(held.id, held);
    if (stories.size > maxStories * 1.1) forgetBefore(oldestKept());
  }

  function oldestKept(): number {
    const times = Float64Array.from(stories.values(), ({ publishedAt }) => publishedAt).sort();
    return times[times.length - maxStories] ?? Number.NEGATIVE_INFINITY;
  }

  /** Builds the indexes anew: nothing can be taken out of them. */
  function forgetBefore(time: number): void {
    const kept = [...stories.values()].filter(({ publishedAt }) => publishedAt >= time);
    store = new HashStore();
    copies = new CopyIndex<Held>();
    reports = new EventIndex<Held>();
    stories.clear();
    clusters.clear();
    for (const held of kept) {
      store.adopt(held);
      stories.set(held.id, held);
      clusters.set(held.cluster.id, held.cluster);
    }
    for (const held of kept) {
      // What it was found through may be gone.
      if (stories.get(rootOf(held).id) !== rootOf(held)) held.covered = false;
      file(held);
    }
    for (const cluster of clusters.values())
      cluster.members = cluster.members.filter((member) => stories.get(member.id) === member);
    waiting.splice(0, waiting.length, ...waiting.filter((held) => stories.get(held.id) === held));
  }

  return {
    add(story) {
      const titleWords = read(story);
      const known = stories.get(story.id);
      if (known !== undefined && known.contents === contentsOf(words)) return { ...placementOf(known), moved: [] };
      const held = hold(story, titleWords);
      keep(held);
      const moved: StoryId[] = [];
      if (known !== undefined) {
        // Another state of the same story: it stays where it was, and what it was still finds its copies.
        linkCopies(held, known);
        moved.push(...join(held, known.cluster));
      }
      moved.push(...place(held));
      file(held);
      moved.push(...lookAgain());
      return { ...placementOf(held), moved: distinct(moved, held.id) };
    },
    placeOf(id) {
      const held = stories.get(id);
      return held === undefined ? undefined : placementOf(held);
    },
    restore(story, { clusterId, isCopyOf }) {
      if (stories.has(story.id)) return;
      const held = hold(story, read(story));
      kinOf(held);
      held.cluster = clusters.get(clusterId) ?? { id: clusterId, members: [], framed: false };
      const root = isCopyOf === undefined ? undefined : stories.get(isCopyOf);
      if (root !== undefined && root !== held) linkCopies(held, root);
      keep(held);
      file(held);
    },
    forget(time) {
      let old = 0;
      for (const { publishedAt } of stories.values()) if (publishedAt < time) old++;
      if (old > 0 && old >= stories.size * forgottenPart) forgetBefore(time);
    },
    get size() {
      return stories.size;
    },
  };
}

/** Two states of a story with the same words are one. */
function contentsOf({ hashes, length }: Words): number {
  let contents = length;
  for (let row = 0; row < length; row++) contents = Math.imul(contents ^ (hashes[row] as number), 0x01000193);
  return contents;
}

function distinct(ids: readonly StoryId[], except: StoryId): readonly StoryId[] {
  return ids.length === 0 ? ids : [...new Set(ids)].filter((id) => !sameId(id, except));
}

/** As a Map tells keys apart. */
function sameId(first: StoryId, second: StoryId): boolean {
  return first === second || (Number.isNaN(first) && Number.isNaN(second));
}

function keepApart(first: Held, second: Held): void {
  const frame = frameOf(first) ?? frameOf(second) ?? {};
  for (const story of [first, second]) {
    const other = frameOf(story);
    if (other === undefined) story.frame = frame;
    else if (other !== frame) other.into = frame;
    story.cluster.framed = true;
  }
}

function frameOf(held: Held): Frame | undefined {
  let frame = held.frame;
  while (frame?.into !== undefined) frame = frame.into;
  return frame;
}

/** Whether two clusters hold texts of one frame. */
function apart(first: Cluster, second: Cluster): boolean {
  if (!first.framed || !second.framed) return false;
  const frames = new Set(first.members.map(frameOf));
  frames.delete(undefined);
  return frames.size > 0 && second.members.some((member) => frames.has(frameOf(member)));
}

/** The story that a group of copies is named by. */
function rootOf(held: Held): Held {
  let root = held;
  while (root.copyOf !== undefined) root = root.copyOf;
  // Shortens the way for the next call.
  if (held.copyOf !== undefined && held.copyOf !== root) held.copyOf = root;
  return root;
}
