/** In which stories a name counts, as bits: asked of every name that a story may hold. */
import { type Alias, type Entity, gazetteerLanguages } from './gazetteer.ts';

const bits = new Map(gazetteerLanguages.map((language, index) => [language as string, 1 << index]));
const otherLanguage = 1 << gazetteerLanguages.length;
const unknownLanguage = otherLanguage << 1;
const anyLanguage = (unknownLanguage << 1) - 1;

/** The bit of a story's language; without one, names of all languages count. */
export function languageBit(language: string | undefined): number {
  return language === undefined ? unknownLanguage : (bits.get(language) ?? otherLanguage);
}

/** Names count in their own language; English names of people, systems and organisations count everywhere. */
export function languagesOf({ language }: Alias, { kind }: Entity): number {
  if (language === '*') return anyLanguage;
  if (language !== 'en') return languageBit(language) | unknownLanguage;
  const isEverywhere = kind === 'person' || kind === 'system' || kind === 'organisation';
  return isEverywhere ? anyLanguage : languageBit('en') | otherLanguage | unknownLanguage;
}
