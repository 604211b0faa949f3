/** Names of a story that no entity has: runs of capitalised words, designations, and what follows a title. */

import type { Tag } from '../../../shared/model.ts';
import { allMatches } from './all-matches.ts';
import { tokeniseQuery } from './normalise.ts';
import { capitals, findPersonNames } from './person-names.ts';
import { type SpeechWords, speechWordsOf } from './speech-words.ts';

export interface CandidateName {
  /** The same for all spellings that fold to the same words. */
  readonly key: string;
  readonly name: string;
  readonly titled: boolean;
  readonly from: number;
  readonly to: number;
}

const mostNames = 40;
const designation = /(?<![\p{L}\p{N}-])\p{Lu}{1,5}-\d{1,4}\p{Lu}{0,2}(?![\p{L}\p{N}-])/gu;
/** Words that stand upper case at the start of a sentence, and are no part of a name there. */
const starts =
  /^(?:the|a|an|in|on|at|by|for|from|to|of|and|but|or|if|as|when|while|after|before|since|with|without|under|over|during|despite|although|though|because|however|meanwhile|yesterday|today|earlier|later|last|next|this|that|these|those|it|its|he|she|they|we|i|you|his|her|their|our|my|there|here|where|what|who|why|how|also|both|all|some|many|most|more|no|not|one|two|three|several|according|asked|speaking|both|le|la|les|un|une|des|du|de|en|dans|sur|pour|par|avec|selon|mais|et|il|elle|ce|cette|bu|bir|ve|ama|ancak|о|об|в|во|на|по|с|со|и|а|но|что|как|это|при|для|из|за|до|к|у|после|также|у|та|і|й|але|що|як|це|з|зі|під)$/iu;
/** Dates, and what pages say around their articles. */
const furniture =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|read|related|articles?|subscribe|newsletter|copyright|rights|reserved|getty|images?|photo|photos|video|breaking|advertisement|cookies?|share|click|sign|facebook|twitter|instagram|telegram|whatsapp|youtube|abone|haberler|haber|fotoğraf|covid-19|mr|mrs|ms|dr)$/iu;

/** At most forty names, each once. `tags`: what the gazetteer found, of which none is a candidate. */
export function findCandidateNames(text: string, language: string | undefined, tags: readonly Tag[]): CandidateName[] {
  const words = speechWordsOf(language, text);
  const taken = tags.flatMap(({ kind, spans, demonyms = [] }) =>
    kind === 'topic' ? [] : [...spans, ...demonyms].filter(({ field }) => field === 'text'),
  );
  const found = new Map<string, CandidateName>();
  for (const name of [...titledNames(text, words), ...capitalisedNames(text, language, words), ...designations(text)]) {
    if (taken.some((span) => span.from < name.to && name.from < span.to)) continue;
    const key = tokeniseQuery(name.name)
      .map(({ term }) => term)
      .join(' ');
    if (key === '' || found.has(key)) continue;
    found.set(key, { ...name, key });
    if (found.size >= mostNames) break;
  }
  return [...found.values()];
}

type Found = Omit<CandidateName, 'key'>;

function titledNames(text: string, words: SpeechWords): Found[] {
  const hasCase = !/[\p{Script=Han}\u0590-\u06ff]/u.test(text.slice(0, 400));
  return findPersonNames(text, words).filter(
    ({ name, titled }) => titled && (!hasCase || /\s/.test(name)) && !name.split(/\s+/).some(isFurniture),
  );
}

/** German writes all nouns upper case: there, only titles tell. */
function capitalisedNames(text: string, language: string | undefined, words: SpeechWords): Found[] {
  if (language === 'de') return [];
  return allMatches(text, capitals).flatMap((match): Found[] => {
    const parts = match[0].split(/[ \u00a0]/);
    while (parts.length > 0 && starts.test(parts[0] ?? '')) parts.shift();
    const name = parts.join(' ').replace(/(?:['’]\p{Ll}*|[.'’])$/u, '');
    const from = match.index + match[0].length - parts.join(' ').length;
    const isLong = parts.length >= 2 && parts.length <= 5;
    if (!isLong || parts.some(isFurniture) || isShouted(name) || name.search(words.titles) >= 0) return [];
    return [{ name, titled: false, from, to: from + name.length }];
  });
}

function designations(text: string): Found[] {
  return allMatches(text, designation)
    .filter(([name]) => !isFurniture(name))
    .map((match) => ({ name: match[0], titled: false, from: match.index, to: match.index + match[0].length }));
}

function isFurniture(word: string): boolean {
  return furniture.test(word.replace(/[.,]$/, ''));
}

/** A line in capitals says nothing about names. */
function isShouted(name: string): boolean {
  return name.length > 8 && !/\p{Ll}/u.test(name);
}
