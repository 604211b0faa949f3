/** Who said what: direct quotations in the quotation marks of ten languages, with their speaker where the text names one. */

import type { Quote, Tag } from '../../../shared/model.ts';
import { allMatches } from './all-matches.ts';
import { findPersonNames } from './person-names.ts';
import { findQuoteSpans, type QuoteSpan } from './quote-marks.ts';
import { isObject, type Mention, type Speech, type Stretch, speechIn } from './quote-speaker.ts';
import { type SpeechWords, speechWordsOf } from './speech-words.ts';

export interface QuotedStory {
  readonly text: string;
  readonly language?: string;
  readonly tags: readonly Tag[];
}

/** A quotation that no verb of speech stands by is a name or irony, unless it is a sentence of its own. */
const fewestWords = 6;

/** The quotations of a story in reading order; without a speaker where the text does not say for certain. */
export function findQuotes({ text, language, tags }: QuotedStory): Quote[] {
  const spans = findQuoteSpans(text);
  if (spans.length === 0) return [];
  const words = speechWordsOf(language, text);
  const mentions = mentionsIn(text, tags, spans, words);
  const reading: Reading = { text, spans, mentions, words, language: language ?? 'en' };
  const quotes: Quote[] = [];
  const spoken: (Mention | undefined)[] = [];
  for (const [index, span] of spans.entries()) {
    const speech = speechOf(reading, index);
    const speaker = speech === undefined ? continued(reading, index, spoken) : resolve(reading, speech, span, spoken);
    spoken.push(speaker);
    if (!isQuotation(text, span, speech !== undefined || speaker !== undefined)) continue;
    quotes.push({
      text: span.text,
      span: { field: 'text', from: span.from + 1, to: span.to - 1 },
      ...(speaker === undefined ? {} : { speaker: speaker.label }),
      ...(speaker?.entityId === undefined ? {} : { entityId: speaker.entityId }),
    });
  }
  return quotes;
}

interface Reading {
  readonly text: string;
  readonly spans: readonly QuoteSpan[];
  readonly mentions: readonly Mention[];
  readonly words: SpeechWords;
  readonly language: string;
}

function isQuotation(text: string, span: QuoteSpan, isReported: boolean): boolean {
  const han = span.text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const count = span.text.split(/\s+/).length + Math.floor(han / 2);
  if (!isReported) return count >= fewestWords;
  // Two words in marks are a quotation only where a comma or a colon sets them off.
  const isSetOff =
    /[:：]\s*$/.test(text.slice(Math.max(0, span.from - 3), span.from)) ||
    /^\s*[,،，—–]/.test(text.slice(span.to, span.to + 3));
  return count >= (isSetOff ? 2 : 3);
}

/** People and organisations that are tagged, and people whom a title makes known, outside of quotations. */
function mentionsIn(text: string, tags: readonly Tag[], quotes: readonly QuoteSpan[], words: SpeechWords): Mention[] {
  const outside = ({ from, to }: { from: number; to: number }): boolean =>
    !quotes.some((quote) => from < quote.to && quote.from < to);
  const spansOf = (tag: Tag) => tag.spans.filter(({ field }) => field === 'text').map(({ from, to }) => ({ from, to }));
  const tagged = tags.flatMap((tag): Mention[] => {
    if (tag.kind !== 'person' && tag.kind !== 'organisation') return [];
    const weak = tag.kind === 'organisation' ? { weak: true } : {};
    return spansOf(tag).map((span) => ({ label: tag.label, entityId: tag.entityId, ...span, ...weak }));
  });
  const taken = tags.flatMap((tag) => (tag.kind === 'topic' ? [] : spansOf(tag)));
  const named = findPersonNames(text, words).filter(
    ({ from, to }) => !taken.some((span) => from < span.to && span.from < to),
  );
  const untagged = named.map(
    ({ name, from, to, titled }): Mention => ({ label: name, from, to, ...(titled ? {} : { weak: true }) }),
  );
  return [...tagged, ...untagged, ...surnamesOf(text, named, [...taken, ...named])]
    .filter(outside)
    .sort((a, b) => a.from - b.from);
}

/** A person named in full once is meant by the last name alone. */
function surnamesOf(
  text: string,
  named: readonly { readonly name: string }[],
  taken: readonly { readonly from: number; readonly to: number }[],
): Mention[] {
  const full = new Map(
    named.flatMap(({ name }) => {
      const last = name.split(/\s+/).at(-1) ?? '';
      return /\s/.test(name) && last.length > 3 ? [[last, name] as const] : [];
    }),
  );
  if (full.size === 0) return [];
  return allMatches(text, /(?<![\p{L}])\p{Lu}[\p{L}’'-]+/gu).flatMap((match) => {
    const label = full.get(match[0]);
    const [from, to] = [match.index, match.index + match[0].length];
    return label === undefined || taken.some((span) => from < span.to && span.from < to) ? [] : [{ label, from, to }];
  });
}

/** What the sentence of a quotation says about its speaker: before it, behind it, or the sentence before. */
function speechOf(reading: Reading, index: number): Speech | undefined {
  const { mentions, words, language } = reading;
  const before = stretchBefore(reading, index);
  const after = stretchAfter(reading, index);
  const read = (stretch: Stretch): Speech | undefined => speechIn(stretch, mentions, words, language);
  const said = read(before);
  if (said !== undefined && /[:：,،，—–]\s*$|(?:that|que|dass|что|що|أن|إن|که|כי)\s*$/u.test(before.text)) return said;
  const follows = invertedIn(after.stretch, mentions, words) ?? read(after.stretch);
  if (follows !== undefined && (!after.isNewSentence || said === undefined)) {
    if (follows.kind === 'named' || matches(words.pronouns, after.stretch.text)) return follows;
    if (matches(words.nameless, before.text)) return { kind: 'nameless' };
    // "X, in Y, “…” dedi": the subject stands before the quotation, its verb behind.
    const subject = subjectIn(before, mentions, words);
    return subject === undefined ? follows : { kind: 'named', speaker: subject };
  }
  // In Chinese a verb far before the marks reports all but what stands in them.
  return language === 'zh' && !/[说說称稱道:：]$/.test(before.text.trimEnd()) ? undefined : said;
}

/** "…, juge X", "…, so der Minister X": one word between the quotation and a name can only be a verb of speech. */
function invertedIn(
  { text, from }: Stretch,
  mentions: readonly Mention[],
  { titles }: SpeechWords,
): Speech | undefined {
  const opening = /^\s*[,—–]\s*[—–-]?\s*\p{Ll}[\p{L}-]*\s+/u.exec(text)?.[0];
  if (opening === undefined) return undefined;
  const speaker = mentions.find((mention) => mention.from >= from + opening.length && mention.from <= from + 60);
  if (speaker === undefined) return undefined;
  const between = text
    .slice(opening.length, speaker.from - from)
    .replace(titles, '')
    .replace(/\b(?:le|la|der|die)\b|[\s.]/g, '');
  return between === '' ? { kind: 'named', speaker } : undefined;
}

function matches(pattern: RegExp, text: string): boolean {
  // `test` would leave its place in the shared pattern.
  return text.search(pattern) >= 0;
}

/** The first person of a stretch that no preposition makes an object. */
function subjectIn(stretch: Stretch, mentions: readonly Mention[], { prepositions }: SpeechWords): Mention | undefined {
  return mentions.find(({ from, to, weak }) => {
    if (weak === true || from < stretch.from || to > stretch.from + stretch.text.length) return false;
    const before = stretch.text.slice(0, from - stretch.from);
    const last = allMatches(before, prepositions).at(-1);
    const behind = stretch.text.slice(to - stretch.from, to - stretch.from + 12);
    const isObject = last !== undefined && before.slice(last.index + last[0].length).trim() === '';
    return !isObject && !/^(?:['’]\p{Ll}|\s+ile\s)/u.test(behind);
  });
}

const sentenceEnd =
  /[.!?…](?=[\s»”"]|$)(?<!\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Prof|Adm|Capt|Maj|Brig|St|No)\.)|[。！？؟]|\n/gu;

/** From the start of the sentence, or the end of the quotation before, up to the quotation. */
function stretchBefore({ text, spans }: Reading, index: number): Stretch {
  const to = spans[index]?.from ?? 0;
  const least = Math.max(spans[index - 1]?.to ?? 0, to - 500);
  const window = text.slice(least, to);
  const lead = window.trimEnd();
  // A paragraph that leads to the quotation with a colon goes on in the next; any other ends there.
  let start = /[:：]$/.test(lead) ? 0 : window.lastIndexOf('\n') + 1;
  for (const end of allMatches(lead, sentenceEnd)) {
    const behind = end.index + end[0].length;
    if (behind < lead.length) start = Math.max(start, behind);
  }
  return { text: window.slice(start), from: least + start };
}

/** From the quotation to the end of its sentence, or to the next quotation. */
function stretchAfter({ text, spans }: Reading, index: number): { stretch: Stretch; isNewSentence: boolean } {
  const span = spans[index];
  const from = span?.to ?? 0;
  const most = Math.min(spans[index + 1]?.from ?? text.length, from + 300);
  const window = text.slice(from, most);
  if (/^\s*[.。]/.test(window)) return { stretch: { text: '', from }, isNewSentence: true };
  const paragraph = window.split('\n')[0] ?? '';
  const [end] = allMatches(paragraph, sentenceEnd);
  const sentence = end === undefined ? paragraph : paragraph.slice(0, end.index);
  const isNewSentence = /[.。]$/.test(span?.text ?? '') && /^\s+\p{Lu}/u.test(window) && !/^\s*[,،，—–-]/.test(window);
  // What leads to the next quotation belongs to that one.
  const leads = isNewSentence && end === undefined && /[:：,]\s*$/.test(paragraph);
  return { stretch: { text: leads ? '' : sentence, from }, isNewSentence };
}

function resolve(
  reading: Reading,
  speech: Speech,
  span: QuoteSpan,
  spoken: readonly (Mention | undefined)[],
): Mention | undefined {
  if (speech.kind === 'named') return speech.speaker;
  if (speech.kind === 'nameless') return undefined;
  return lastNamed(reading, span.from, spoken);
}

/** Whoever was named last before `at`: who spoke last, unless somebody else came up since as the subject of a verb. */
function lastNamed(
  { mentions, text, words, spans }: Reading,
  at: number,
  spoken: readonly (Mention | undefined)[],
): Mention | undefined {
  const paragraph = text.lastIndexOf('\n', at - 1);
  const speaker = spoken.at(-1);
  const lastQuote = spans[spoken.length - 1]?.to ?? 0;
  const since = mentions.findLast(
    ({ from, to, weak }) =>
      from < at && weak !== true && (speaker === undefined || from > lastQuote) && !isObject(text, from, to, words),
  );
  if (since === undefined) return speaker;
  if (speaker !== undefined && since.from < paragraph && !startsSentence(text, since.from, words)) return speaker;
  return since;
}

function startsSentence(text: string, at: number, { verbs }: SpeechWords): boolean {
  const start = Math.max(0, text.slice(0, at).search(/[^.!?\n]*$/));
  return at - start < 80 || matches(verbs, text.slice(start, at + 200));
}

/** A quotation that follows another of the same paragraph with nothing but space between goes on with it. */
function continued(
  { text, spans, mentions }: Reading,
  index: number,
  spoken: readonly (Mention | undefined)[],
): Mention | undefined {
  const before = spans[index - 1];
  const span = spans[index];
  if (before === undefined || span === undefined) return undefined;
  const between = text.slice(before.to, span.from);
  if (between.includes('\n')) return undefined;
  const others = mentions.some(({ from }) => from > before.to && from < span.from);
  return others && between.length > 200 ? undefined : spoken.at(-1);
}
