/** Who says a quotation: the subject of the verb of speech beside it, or whom a pronoun there stands for. */
import { allMatches } from './all-matches.ts';
import type { SpeechWords } from './speech-words.ts';

/** Where somebody is named who may speak. */
export interface Mention {
  readonly label: string;
  readonly entityId?: string;
  readonly from: number;
  readonly to: number;
  /** An organisation, or a name that no list holds: it speaks only right beside the verb. */
  readonly weak?: boolean;
}

/** A stretch of the text around a quotation, outside of all quotations. */
export interface Stretch {
  readonly text: string;
  readonly from: number;
}

export type Speech =
  /** Somebody is named as the speaker. */
  | { readonly kind: 'named'; readonly speaker: Mention }
  /** A pronoun, a title, or a verb without a subject: whoever was named last. */
  | { readonly kind: 'referred' }
  /** There is a verb, and its subject has no name. */
  | { readonly kind: 'nameless' };

const nearby = 90;
const indefinite: Readonly<Record<string, RegExp>> = {
  en: /(?<!\p{L})(?:an?|one(?: of the)?)\s+(?:[\p{L}-]+\s+){0,2}$/iu,
  fr: /(?<!\p{L})une?\s+(?:[\p{L}-]+\s+)?$/iu,
  de: /(?<!\p{L})eine?r?\s+(?:[\p{L}-]+\s+){0,2}$/iu,
};
const relativeClause =
  /[,،，]\s*(?:who|whose|whom|который|которая|який|яка|qui|dont|der|die|الذي|التي|که)(?=\s)[^,،，]*[,،，]/giu;

/** What a stretch says about the speaker. Undefined when it holds no verb of speech. */
export function speechIn(
  stretch: Stretch,
  mentions: readonly Mention[],
  words: SpeechWords,
  language: string,
): Speech | undefined {
  const masked = stretch.text.replace(relativeClause, (clause) => ' '.repeat(clause.length));
  const verbs = allMatches(masked, words.verbs).map((verb) => ({
    from: verb.index,
    to: verb.index + verb[0].length,
    word: verb[0].toLowerCase(),
  }));
  if (verbs.length === 0) return undefined;
  const inside = mentions
    .filter(({ from, to }) => from >= stretch.from && to <= stretch.from + stretch.text.length)
    .map((mention) => ({ mention, from: mention.from - stretch.from, to: mention.to - stretch.from }))
    .filter(({ from, to }) => masked.slice(from, to).trim() !== '')
    // "According to X": the verb itself ends in a preposition.
    .filter(
      ({ from, to }) =>
        verbs.some((verb) => verb.to <= from && masked.slice(verb.to, from).trim() === '') ||
        !isObject(masked, from, to, words),
    );
  const ranked = inside
    .map((place) => ({ ...place, gap: Math.min(...verbs.map((verb) => gapOf(masked, place, verb, language))) }))
    .filter(({ gap, mention }) => gap <= farthest(mention, language))
    .sort((a, b) => Number(a.mention.weak === true) - Number(b.mention.weak === true) || a.gap - b.gap);
  const [best] = ranked;
  if (best !== undefined) return { kind: 'named', speaker: best.mention };
  if (matches(words.nameless, masked)) return { kind: 'nameless' };
  if (language === 'zh') return { kind: refersTo(masked, verbs[0]?.from ?? 0, words) ? 'referred' : 'nameless' };
  if (matches(words.pronouns, masked)) return { kind: 'referred' };
  const [title] = allMatches(masked, words.titles);
  // "A spokeswoman said" speaks of nobody who was named; "the minister said" does.
  if (title !== undefined)
    return { kind: indefinite[language]?.test(masked.slice(0, title.index)) === true ? 'nameless' : 'referred' };
  return lacksSubject(masked, verbs[0]?.word ?? '', language) ? { kind: 'referred' } : { kind: 'nameless' };
}

/** A name that no list holds must touch the verb; Chinese says much in few letters. */
function farthest({ weak, entityId }: Mention, language: string): number {
  if (weak === true) return entityId === undefined ? 5 : nearby / 2;
  return language === 'zh' ? 14 : nearby * 2;
}

interface Place {
  readonly from: number;
  readonly to: number;
}

/** How far a name stands from a verb; far beyond all bounds where it cannot be its subject. */
function gapOf(text: string, name: Place, verb: Place & { readonly word: string }, language: string): number {
  if (name.from >= verb.to) {
    if (/^(?:told|tells|telling|告诉)$/.test(verb.word)) return 9999;
    const between = text.slice(verb.to, name.from);
    // A subject behind its verb follows at once, but for its titles.
    const far = /[.;:!?]/.test(between.trim().slice(0, -1)) ? 9999 : between.length;
    if (language === 'zh') return 9999;
    return language === 'tr' ? far + 60 : far + (between.length > 45 ? 40 : 0);
  }
  const between = text.slice(name.to, verb.from);
  return between.length + (/[.;!?]\s/.test(between) ? 120 : 0);
}

/** Whether the name is spoken to or about: "with X", "X ile", "X'e". */
export function isObject(text: string, from: number, to: number, words: SpeechWords): boolean {
  const before = text.slice(Math.max(0, from - 30), from);
  const preposition = allMatches(before, words.prepositions).at(-1);
  if (preposition !== undefined && /^\s*$/.test(before.slice(preposition.index + preposition[0].length))) return true;
  const after = text.slice(to, to + 12);
  // "X's appointment", "X的贺信": something of X speaks, or is spoken of.
  if (/^(?:['’]s(?!\p{L})|的|主席的|总统的)/u.test(after)) return true;
  return (
    /^['’](?:[ıiuüaeyn]{1,3}|[dt][ae]n?|l[ae]|yl[ae]|n?[ıiuü]n)(?!\p{L})/u.test(after) ||
    /^\s+(?:ile|hakkında|için)(?!\p{L})/u.test(after)
  );
}

/** 他说, 部长称, or a verb that opens its clause: Chinese has no spaces that would part a name from its verb. */
function refersTo(text: string, verb: number, { pronouns, titles }: SpeechWords): boolean {
  const clause =
    text
      .slice(0, verb)
      .split(/[,，。；;]/)
      .at(-1)
      ?.trim() ?? '';
  if (clause === '') return true;
  return [pronouns, titles].some((pattern) => allMatches(clause, pattern).some((word) => word[0] === clause));
}

function matches(pattern: RegExp, text: string): boolean {
  // `test` would leave its place in the shared pattern.
  return text.search(pattern) >= 0;
}

/** Verbs that need no subject of their own: participles, and those of languages that leave pronouns out. */
function lacksSubject(text: string, verb: string, language: string): boolean {
  if (/(?:ing|ant|erek|arak|yerek|diye\p{L}*|вши|вив|ив|увши)$/u.test(verb) && text.length < 160) return true;
  const rest = text
    .replace(verb, '')
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim();
  return /^(?:tr|ar|fa|he|ru|uk|zh)$/.test(language) && rest.split(' ').length <= 4;
}
