import { Minus } from 'lucide-react';
import { useState } from 'react';
import { type SearchFacets, type TagKind, tagKinds } from '../../shared/model.ts';
import { Foreign } from '../foreign.tsx';
import { count } from '../time.ts';
import styles from './facets.module.css';

interface FacetsProps {
  readonly facets: SearchFacets;
  /** Adds a term to the query. */
  readonly onNarrow: (term: string) => void;
}

interface FacetValue {
  readonly name: string;
  readonly term: string;
  readonly count: number;
}

const kindNames: Readonly<Record<TagKind, string>> = {
  country: 'Countries',
  place: 'Places',
  person: 'People',
  organisation: 'Organisations',
  system: 'Systems',
  topic: 'Topics',
};
const shownAtFirst = 5;
const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

/** What the hits have in common. A click narrows the search; the button beside it leaves those hits out. */
export function Facets({ facets, onNarrow }: FacetsProps) {
  const quoted = (text: string): string => `"${text.replaceAll('"', ' ')}"`;
  const groups: (readonly [string, readonly FacetValue[]])[] = [
    ...tagKinds.map((kind): readonly [string, readonly FacetValue[]] => [
      kindNames[kind],
      facets.tags
        .filter((tag) => tag.kind === kind)
        .map((tag) => ({ name: tag.label, term: `tag:${quoted(tag.entityId)}`, count: tag.count })),
    ]),
    [
      'Feeds',
      facets.feeds.map((feed) => ({ name: feed.title, term: `feed:${quoted(feed.title)}`, count: feed.count })),
    ],
    [
      'Languages',
      facets.languages.map(({ language, count }) => ({
        name: languageNames.of(language) ?? language,
        term: `lang:${language}`,
        count,
      })),
    ],
    [
      'Outlets',
      facets.sourceTypes.map(({ type, count }) => ({ name: type.replace('-', ' '), term: `source:${type}`, count })),
    ],
  ];
  return (
    <section className={styles.facets} aria-label="Narrow by">
      {facets.capped ? <p className={styles.note}>Counted over the newest {count(facets.total)} stories.</p> : null}
      {facets.total === 0 ? <p className={styles.note}>Nothing was found that could be narrowed.</p> : null}
      {groups.map(([name, values]) =>
        values.length === 0 ? null : <FacetGroup key={name} name={name} values={values} onNarrow={onNarrow} />,
      )}
    </section>
  );
}

function FacetGroup({
  name,
  values,
  onNarrow,
}: {
  readonly name: string;
  readonly values: readonly FacetValue[];
  readonly onNarrow: (term: string) => void;
}) {
  const [isLong, setLong] = useState(false);
  const shown = isLong ? values : values.slice(0, shownAtFirst);
  return (
    <div className={styles.group}>
      <h2 className={styles.name}>{name}</h2>
      <ul className={styles.values}>
        {shown.map((value) => (
          <li key={value.term} className={styles.value}>
            <button type="button" className={styles.narrow} onClick={() => onNarrow(value.term)}>
              <span className={styles.text}>
                <Foreign text={value.name} />
              </span>
              <bdi className={styles.count}>{count(value.count)}</bdi>
            </button>
            <button
              type="button"
              className={styles.leave}
              aria-label={`Leave out ${value.name}`}
              title="Leave out"
              onClick={() => onNarrow(`-${value.term}`)}
            >
              <Minus size={13} aria-hidden />
            </button>
          </li>
        ))}
      </ul>
      {values.length > shownAtFirst ? (
        <button type="button" className={styles.more} aria-expanded={isLong} onClick={() => setLong(!isLong)}>
          {isLong ? 'Fewer' : `${count(values.length - shownAtFirst)} more`}
        </button>
      ) : null}
    </div>
  );
}
