/** Names of people that no list holds: after a title, or a run of capitalised words that a verb of speech touches. */
import { allMatches } from './all-matches.ts';
import type { SpeechWords } from './speech-words.ts';

export interface NameSpan {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** A title or an office stands right before it. */
  readonly titled: boolean;
}

// A full stop stands only behind an initial: elsewhere it ends a sentence.
const capital = "\\p{Lu}(?:\\.|[\\p{L}\\p{M}’'ʼ]*)(?:-\\p{Lu}?[\\p{L}\\p{M}]+)*";
/** A run of capitalised words. */
export const capitals = new RegExp(
  `(?<![\\p{L}\\p{N}])${capital}(?:[ \\u00a0](?:(?:al|el|bin|ibn|van|von|der|de|du|da|la|le)[ -])?${capital}){0,5}`,
  'gu',
);
const bodies =
  /^(?:department|ministry|army|navy|forces?|agency|council|committee|court|party|group|news|times|post|air|union|house|parliament|government|office|command|university|institute|street|sea|министерство|армия|партия|agentur|ministerium|ministère|armée|bakanlığı|ordusu)$/iu;

/** Runs of capitalised words without their titles, and what follows a title in scripts without case. */
export function findPersonNames(text: string, words: SpeechWords): NameSpan[] {
  if (/\p{Script=Han}/u.test(text)) return hanNames(text, words);
  if (/[\u0590-\u06ff]/u.test(text.slice(0, 400))) return titledNames(text, words);
  return allMatches(text, capitals).flatMap((match) => capitalName(match[0], match.index, text, words) ?? []);
}

function capitalName(run: string, from: number, text: string, words: SpeechWords): NameSpan | undefined {
  let [start, titled] = [0, false];
  // "Iranian Defense Minister Brigadier General Name": all that stands before the last title goes with it.
  for (const title of allMatches(run, words.titles)) {
    start = title.index + title[0].length;
    titled = true;
  }
  const name = run
    .slice(start)
    .replace(/^[\s.,]+/, '')
    .replace(/(?:['’]s?\p{Ll}{0,3}|[.'’])$/u, '');
  const at = from + run.indexOf(name, start);
  const parts = name.split(/\s+/).filter((part) => part !== '');
  titled ||= endsInTitle(text.slice(Math.max(0, at - 40), at), words);
  if (parts.length === 0 || name.length < 3 || parts.length > 4) return undefined;
  if (parts.length === 1 && !titled) return undefined;
  if (parts.some((part) => bodies.test(part))) return undefined;
  return { name, from: at, to: at + name.length, titled };
}

function endsInTitle(before: string, words: SpeechWords): boolean {
  const last = allMatches(before, words.titles).at(-1);
  return last !== undefined && /^[\s.]*$/.test(before.slice(last.index + last[0].length));
}

/** Two words, three where one of them joins: بن, عبد, בן. */
const afterTitle =
  /^\s+((?:(?:عبد|أبو|ابو|سيد|سید|محمد|بن|בן|בר)\s+)?[\p{L}\p{M}\u200c'’"״-]+\s+(?:(?:بن|ابن|عبد|آل|أبو|ابو|بو|בן|בר)\s+)?[\p{L}\p{M}\u200c'’-]+)/u;

function titledNames(text: string, words: SpeechWords): NameSpan[] {
  const names: NameSpan[] = [];
  for (const title of allMatches(text, words.titles)) {
    const start = title.index + title[0].length;
    const rest = text.slice(start, start + 60).split(/[،,:.؛«»"“”\n()]/)[0] ?? '';
    const verb = allMatches(rest, words.verbs)[0]?.index ?? rest.length;
    const match = afterTitle.exec(rest.slice(0, verb).trimEnd());
    const name = match?.[1]?.trim();
    if (name === undefined) continue;
    const from = start + rest.indexOf(name);
    names.push({ name, from, to: from + name.length, titled: true });
  }
  return names;
}

/** 国防部发言人某某表示: a title, two to four letters or a name with points, and a verb of speech. */
function hanNames(text: string, words: SpeechWords): NameSpan[] {
  const names: NameSpan[] = [];
  for (const title of allMatches(text, words.titles)) {
    const start = title.index + title[0].length;
    const rest = text.slice(start, start + 30);
    const verb = allMatches(rest, words.verbs)[0];
    const end = rest.slice(0, verb?.index ?? 0).search(/[\d在对向于日就,，。、“「（(]|(?:$)/u);
    const name = rest.slice(0, end < 0 ? 0 : end);
    if (/^(?:\p{Script=Han}{2,4}|[\p{Script=Han}]{1,6}(?:[·・][\p{Script=Han}]{1,6})+)$/u.test(name))
      names.push({ name, from: start, to: start + name.length, titled: true });
  }
  return names;
}
