import { Check, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { EntityAlias } from '../../shared/model.ts';
import { Foreign } from '../foreign.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Checkbox, Select, TextField } from '../ui/field.tsx';
import { languageChoices } from './tag-kinds.ts';
import styles from './tags.module.css';

export function newAlias(text = '', language = '*'): EntityAlias {
  return { text, language, exact: false, needs: [], not: [], demonym: false };
}

/** The names an entity is found by; one at a time opens into its fields. */
export function AliasList({
  aliases,
  onChange,
}: {
  readonly aliases: readonly EntityAlias[];
  readonly onChange: (aliases: readonly EntityAlias[]) => void;
}) {
  const [open, setOpen] = useState<number | undefined>(aliases.length === 1 ? 0 : undefined);
  const change = (index: number, alias: EntityAlias): void =>
    onChange(aliases.map((other, at) => (at === index ? alias : other)));
  return (
    <section aria-label="Names">
      <ul className={styles.aliases}>
        {aliases.map((alias, index) =>
          index === open ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a name has no identity but its place.
            <li key={index}>
              <AliasFields
                alias={alias}
                onChange={(changed) => change(index, changed)}
                onDone={() => setOpen(undefined)}
              />
            </li>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            <li key={index} className={styles.alias}>
              <span className={styles.about}>
                <Foreign text={alias.text || '(empty)'} />
                <span className={styles.note}>{describe(alias)}</span>
              </span>
              <IconButton label={`Edit ${alias.text}`} onPress={() => setOpen(index)}>
                <Pencil size={14} aria-hidden />
              </IconButton>
              <IconButton
                label={`Take out ${alias.text}`}
                onPress={() => {
                  setOpen(undefined);
                  onChange(aliases.filter((_, at) => at !== index));
                }}
              >
                <Trash2 size={14} aria-hidden />
              </IconButton>
            </li>
          ),
        )}
      </ul>
      <Button
        look="quiet"
        onPress={() => {
          onChange([newAlias(), ...aliases]);
          setOpen(0);
        }}
      >
        <Plus size={14} aria-hidden /> Add a name
      </Button>
    </section>
  );
}

function describe({ language, exact, needs, not, demonym }: EntityAlias): string {
  const name = languageChoices.find(({ value }) => value === language)?.label ?? language;
  const parts = [
    name,
    exact ? 'exact letter case' : '',
    demonym ? 'adjective or inhabitants' : '',
    needs.length === 0 ? '' : `only with: ${shorten(needs)}`,
    not.length === 0 ? '' : `not in: ${shorten(not)}`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function shorten(words: readonly string[]): string {
  return words.length <= 4 ? words.join(', ') : `${words.slice(0, 4).join(', ')} and ${words.length - 4} more`;
}

function AliasFields({
  alias,
  onChange,
  onDone,
}: {
  readonly alias: EntityAlias;
  readonly onChange: (alias: EntityAlias) => void;
  readonly onDone: () => void;
}) {
  return (
    <div className={styles.aliasFields}>
      <TextField
        label="Name"
        value={alias.text}
        onChange={(text) => onChange({ ...alias, text })}
        help="A * at its end lets the last word go on."
      />
      <Select
        label="Language"
        value={alias.language}
        choices={languageChoices}
        onChange={(language) => onChange({ ...alias, language })}
      />
      <WordsField
        label="Only in stories with one of"
        words={alias.needs}
        onChange={(needs) => onChange({ ...alias, needs })}
      />
      <WordsField
        label="Not where one of these stands"
        words={alias.not}
        onChange={(not) => onChange({ ...alias, not })}
      />
      <Checkbox
        label="Exact letter case"
        isSelected={alias.exact}
        onChange={(exact) => onChange({ ...alias, exact })}
      />
      <Checkbox
        label="Adjective or inhabitants"
        isSelected={alias.demonym}
        onChange={(demonym) => onChange({ ...alias, demonym })}
      />
      <Button onPress={onDone}>
        <Check size={14} aria-hidden /> Done
      </Button>
    </div>
  );
}

/** Words or phrases between commas. */
function WordsField({
  label,
  words,
  onChange,
}: {
  readonly label: string;
  readonly words: readonly string[];
  readonly onChange: (words: readonly string[]) => void;
}) {
  const [text, setText] = useState(words.join(', '));
  return (
    <TextField
      label={label}
      value={text}
      placeholder="words, between commas"
      onChange={(typed) => {
        setText(typed);
        onChange(readWords(typed));
      }}
    />
  );
}

export function readWords(text: string): string[] {
  return text
    .split(/[,،，]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
