import { describe, expect, test } from 'vitest';
import { describeChanges, isMaterial } from '../../../electron/desk/story/describe-changes.ts';

const state = (text: string, title = 'Ship sails', names: readonly string[] = []) => ({ title, text, names });
const kinds = (before: string, after: string, language = 'en') =>
  describeChanges(state(before), state(after), language).map(({ kind }) => kind);

const base =
  'The navy said that two ships left the port on 3 May.\n\nThe minister will visit the yard, a spokesman said.';

describe('material changes', () => {
  test.each([
    ['number', 'en', 'two launchers and 12 missiles were seen', 'two launchers and 14 missiles were seen'],
    ['number', 'fa', 'ارتش ۱۲ موشک شلیک کرد', 'ارتش ۲۱ موشک شلیک کرد'],
    ['date', 'en', 'the ship left on 3 May with its crew', 'the ship left on 5 May with its crew'],
    ['date', 'tr', 'gemi pazartesi günü limandan ayrıldı', 'gemi salı günü limandan ayrıldı'],
    ['date', 'ru', 'корабль вышел 3 мая из порта', 'корабль вышел 4 мая из порта'],
    ['negation', 'en', 'the ministry has confirmed the loss', 'the ministry has not confirmed the loss'],
    ['negation', 'de', 'das Ministerium hat den Verlust bestätigt', 'das Ministerium hat den Verlust nicht bestätigt'],
    ['negation', 'tr', 'bakanlık kaybı dün açıkladı', 'bakanlık kaybı dün açıklamadı'],
    ['negation', 'zh', '国防部证实了损失', '国防部没有证实损失'],
    ['name', 'en', 'the order went to North Yard Group last week', 'the order went to South Dock Works last week'],
  ])('%s in %s', (kind, language, before, after) => {
    expect(kinds(before, after, language)).toContain(kind);
  });

  test('a headline is material, its punctuation is not', () => {
    expect(describeChanges(state(base), state(base, 'Ship sinks'))).toEqual([
      { kind: 'headline', before: 'Ship sails', after: 'Ship sinks', material: true },
    ]);
    expect(describeChanges(state(base), state(base, 'Ship sails!'))).toEqual([]);
  });

  test('an entity that came or went is told by its label', () => {
    const changes = describeChanges(state(base, 'Ship sails', ['Iran']), state(base, 'Ship sails', ['Iraq']));
    expect(changes).toEqual([
      { kind: 'name', before: 'Iran', material: true },
      { kind: 'name', after: 'Iraq', material: true },
    ]);
  });

  test('a paragraph that goes is a removal, one that moves is nothing', () => {
    const [first = '', second = ''] = base.split('\n\n');
    expect(kinds(base, first)).toContain('removal');
    expect(kinds(base, `${second}\n\n${first}`)).toEqual([]);
  });
});

describe('cosmetic changes', () => {
  test.each([
    ['the ship was seen near teh coast', 'the ship was seen near the coast'],
    ['the ship was large and slow', 'the vessel was large and slow'],
  ])('"%s" to "%s" is wording', (before, after) => {
    const changes = describeChanges(state(before), state(after), 'en');
    expect(changes.map(({ kind }) => kind)).toEqual(['wording']);
    expect(isMaterial(changes)).toBe(false);
  });

  test('spaces, quotes and digits of another script are no change', () => {
    expect(kinds('He said "no" — twice.', 'He said “no” - twice')).toEqual([]);
    expect(
      describeChanges(state('۱۲ موشک دیده شد'), state('12 موشک دیده شد'), 'fa').some(({ kind }) => kind === 'number'),
    ).toBe(false);
  });

  test('a paragraph more without facts is an addition', () => {
    const changes = describeChanges(state(base), state(`${base}\n\nmore is to follow as it comes in`));
    expect(changes.map(({ kind, material }) => [kind, material])).toEqual([['addition', false]]);
  });
});
