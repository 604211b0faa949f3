import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Feed } from '../../shared/model.ts';
import { everywhere, type RuleScope } from '../../shared/rule.ts';
import { useDesk } from '../desk-context.tsx';
import { Foreign } from '../foreign.tsx';
import { count } from '../time.ts';
import { Checkbox, TextField } from '../ui/field.tsx';
import styles from './rule-fields.module.css';

const usualLanguages = ['en', 'tr', 'ru', 'uk', 'fa', 'ar', 'he', 'fr', 'de', 'zh'];
const languageNames = new Intl.DisplayNames('en', { type: 'language' });
/** More lines than this are found by typing. */
const mostShown = 60;

/** Where a rule looks: all feeds, or some of them, some folders, some languages. */
export function ScopeFields({
  scope,
  onChange,
}: {
  readonly scope: RuleScope;
  readonly onChange: (scope: RuleScope) => void;
}) {
  const { queries } = useDesk();
  const feeds = useQuery(queries.feeds.list.queryOptions()).data;
  const [isNarrow, setIsNarrow] = useState(JSON.stringify(scope) !== JSON.stringify(everywhere));
  const { feedIds, folders, languages } = scope;
  const narrow = (narrowed: boolean): void => {
    setIsNarrow(narrowed);
    if (!narrowed) onChange(everywhere);
  };
  return (
    <>
      <div className={styles.checks}>
        <Checkbox label="Only in certain feeds, folders or languages" isSelected={isNarrow} onChange={narrow} />
      </div>
      {!isNarrow || feeds === undefined ? null : (
        <div className={styles.scope}>
          <PickList
            label="Feeds"
            choices={feedChoices(feeds, feedIds)}
            picked={feedIds.map(String)}
            onChange={(picked) => onChange({ ...scope, feedIds: picked.map(Number) })}
          />
          <PickList
            label="Folders"
            choices={folderChoices(feeds, folders)}
            picked={folders}
            onChange={(picked) => onChange({ ...scope, folders: [...picked] })}
          />
          <PickList
            label="Languages"
            choices={[...new Set([...usualLanguages, ...languages])].map((code) => ({
              value: code,
              label: languageNames.of(code) ?? code,
            }))}
            picked={languages}
            onChange={(picked) => onChange({ ...scope, languages: [...picked] })}
          />
          <p className={styles.note}>{scopeSentence(scope, feeds)}</p>
        </div>
      )}
    </>
  );
}

/** What a scope comes to, or why nothing can fire a rule of it. */
function scopeSentence({ feedIds, folders, languages }: RuleScope, feeds: readonly Feed[]): string {
  const isAnywhere = feedIds.length + folders.length === 0;
  const within = feeds.filter(
    ({ id, folder, enabled }) => enabled && (isAnywhere || feedIds.includes(id) || isInFolder(folder, folders)),
  );
  if (within.length === 0) return 'No feed that is switched on is in this scope: nothing can fire the rule.';
  const languageNote =
    languages.length === 0 ? '' : `, in ${languages.map((code) => languageNames.of(code)).join(' or ')}`;
  if (isAnywhere)
    return languages.length === 0 ? 'Nothing is picked: it looks everywhere.' : `All feeds${languageNote}.`;
  return `${count(within.length)} ${within.length === 1 ? 'feed' : 'feeds'}${languageNote}.`;
}

function isInFolder(folder: string | undefined, folders: readonly string[]): boolean {
  const name = folder?.toLowerCase();
  return folders.some((one) => name === one.toLowerCase() || name?.startsWith(`${one.toLowerCase()} / `) === true);
}

interface PickChoice {
  readonly value: string;
  readonly label: string;
}

/** The feeds by title; one that was picked and is gone stays in sight, to be taken out. */
function feedChoices(feeds: readonly Feed[], picked: readonly number[]): PickChoice[] {
  const known = feeds
    .map(({ id, title, enabled }) => ({ value: String(id), label: enabled ? title : `${title} (switched off)` }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const ids = new Set(feeds.map(({ id }) => id));
  const gone = picked
    .filter((id) => !ids.has(id))
    .map((id) => ({ value: String(id), label: 'A feed that was removed' }));
  return [...gone, ...known];
}

function folderChoices(feeds: readonly Feed[], picked: readonly string[]): PickChoice[] {
  const names = new Set(feeds.flatMap(({ folder }) => folder ?? []));
  const gone = picked.filter((name) => ![...names].some((folder) => isInFolder(folder, [name])));
  return [
    ...gone.map((name) => ({ value: name, label: `${name} (no feed is in it)` })),
    ...[...names].sort((a, b) => a.localeCompare(b)).map((name) => ({ value: name, label: name })),
  ];
}

/** Some of many, with those that are picked on top. */
function PickList({
  label,
  choices,
  picked,
  onChange,
}: {
  readonly label: string;
  readonly choices: readonly PickChoice[];
  readonly picked: readonly string[];
  readonly onChange: (picked: readonly string[]) => void;
}) {
  const [typed, setTyped] = useState('');
  // The order stays while somebody picks.
  const [first] = useState(() => new Set(picked));
  const wanted = typed.trim().toLowerCase();
  const found = choices.filter((choice) => choice.label.toLowerCase().includes(wanted));
  const ordered = [...found.filter(({ value }) => first.has(value)), ...found.filter(({ value }) => !first.has(value))];
  return (
    <fieldset className={styles.pick}>
      <legend>
        {label} <span className={styles.note}>{picked.length === 0 ? 'any' : `${count(picked.length)} picked`}</span>
      </legend>
      {choices.length > 12 ? (
        <TextField label={`Find in ${label.toLowerCase()}`} value={typed} onChange={setTyped} />
      ) : null}
      <div className={styles.choices}>
        {ordered.slice(0, mostShown).map(({ value, label: name }) => (
          <Checkbox
            key={value}
            label={<Foreign text={name} />}
            isSelected={picked.includes(value)}
            onChange={(isOn) => onChange(isOn ? [...picked, value] : picked.filter((other) => other !== value))}
          />
        ))}
        {ordered.length > mostShown ? (
          <p className={styles.note}>{count(ordered.length - mostShown)} more: type to find them.</p>
        ) : null}
        {ordered.length === 0 ? <p className={styles.note}>None{wanted === '' ? '' : ' of that name'}.</p> : null}
      </div>
    </fieldset>
  );
}
