/**
 * Rules under the words and tags that open them. Entries are columns of numbers, those of a word side by side: a story
 * opens hundreds of entries at ten thousand rules, and most are turned away by their guard without touching the rule.
 */
import type { MatchableStory } from './matchable-story.ts';
import type { Keys } from './required-keys.ts';
import type { StoryPositions } from './story-positions.ts';

/** An entry: the number of its rule, the leaf that must stand beside, or -1, and the next entry, or -1. */
const entryLength = 3;
const guardAt = 1;
const nextAt = 2;

export class FiledRules<Rule> {
  private readonly rules: Rule[] = [];
  private readonly always: Rule[] = [];
  private entries = new Int32Array(256 * entryLength);
  private length = 0;
  /** The first entry of each leaf, or -1. */
  private heads = new Int32Array(256).fill(-1);
  private readonly tagHeads = new Map<string, number>();

  /** Files a rule under its keys; one without is worth asking of every story. */
  add(rule: Rule, required: Keys | undefined): void {
    if (required === undefined) {
      this.always.push(rule);
      return;
    }
    const number = this.rules.push(rule) - 1;
    for (const { leaf, tag, guard } of required.keys) {
      if (tag !== undefined) this.tagHeads.set(tag, this.enter(number, guard, this.tagHeads.get(tag) ?? -1));
      else {
        while (leaf >= this.heads.length) this.heads = grown(this.heads, -1);
        this.heads[leaf] = this.enter(number, guard, this.heads[leaf] as number);
      }
    }
  }

  /** Lays the entries of each leaf side by side. What is added later stands apart. */
  gather(): void {
    const { entries, heads } = this;
    this.entries = new Int32Array(Math.max(entries.length, 256));
    this.length = 0;
    for (const [leaf, first] of heads.entries()) heads[leaf] = this.gathered(entries, first);
    for (const [tag, first] of this.tagHeads) this.tagHeads.set(tag, this.gathered(entries, first));
  }

  /** Calls `visit` with each rule that may hold of the story, perhaps more than once. */
  forEach(positions: StoryPositions, { tags }: MatchableStory, visit: (rule: Rule) => void): void {
    for (const rule of this.always) visit(rule);
    if (tags !== undefined && this.tagHeads.size > 0)
      for (const tag of tags) this.visitFrom(this.tagHeads.get(tag) ?? -1, positions, visit);
    const { met, metCount } = positions;
    const { heads } = this;
    for (let index = 0; index < metCount; index++) {
      const first = heads[met[index] as number];
      if (first !== undefined && first >= 0) this.visitFrom(first, positions, visit);
    }
  }

  private visitFrom(first: number, positions: StoryPositions, visit: (rule: Rule) => void): void {
    const { entries, rules } = this;
    for (let entry = first; entry >= 0; entry = entries[entry + nextAt] as number) {
      const guard = entries[entry + guardAt] as number;
      if (guard < 0 || positions.isMet(guard)) visit(rules[entries[entry] as number] as Rule);
    }
  }

  private enter(number: number, guard: number, next: number): number {
    if (this.length === this.entries.length) this.entries = grown(this.entries, 0);
    const entry = this.length;
    this.entries[entry] = number;
    this.entries[entry + guardAt] = guard;
    this.entries[entry + nextAt] = next;
    this.length += entryLength;
    return entry;
  }

  private gathered(from: Int32Array, first: number): number {
    let head = -1;
    let last = -1;
    for (let entry = first; entry >= 0; entry = from[entry + nextAt] as number) {
      const copy = this.enter(from[entry] as number, from[entry + guardAt] as number, -1);
      if (last < 0) head = copy;
      else this.entries[last + nextAt] = copy;
      last = copy;
    }
    return head;
  }
}

function grown(column: Int32Array<ArrayBuffer>, filler: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(column.length * 2).fill(filler);
  larger.set(column);
  return larger;
}
