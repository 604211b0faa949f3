import type { TagKind } from '../../shared/model.ts';
import { tagKinds } from '../../shared/model.ts';
import { count } from '../time.ts';
import type { Choice } from '../ui/field.tsx';

const names: Readonly<Record<TagKind, string>> = {
  country: 'Country',
  place: 'Place',
  person: 'Person',
  organisation: 'Organisation',
  system: 'System',
  topic: 'Topic',
};

export const kindChoices: readonly Choice<TagKind>[] = tagKinds.map((value) => ({ value, label: names[value] }));

export function kindName(kind: TagKind): string {
  return names[kind];
}

/** The languages of the gazetteer, in their own names' English. */
export const languageChoices: readonly Choice<string>[] = [
  { value: '*', label: 'Any language' },
  ...['en', 'tr', 'ru', 'uk', 'fa', 'ar', 'he', 'fr', 'de', 'zh'].map((value) => ({
    value,
    label: new Intl.DisplayNames('en', { type: 'language' }).of(value) ?? value,
  })),
];

export function storiesInWords(stories: number): string {
  return stories === 1 ? '1 story' : `${count(stories)} stories`;
}
