import type { StarterFeed, StarterPack } from '../../shared/model.ts';
import { Foreign } from '../foreign.tsx';
import { Checkbox } from '../ui/field.tsx';
import { countryName, languageName, sourceTypeNames } from './feed-state.ts';
import styles from './first-run.module.css';

interface PackListProps {
  readonly pack: StarterPack;
  /** Addresses that are left out. */
  readonly left: ReadonlySet<string>;
  readonly onLeave: (left: ReadonlySet<string>) => void;
}

/** The proposals in one language, all of them chosen at first. */
export function PackList({ pack, left, onLeave }: PackListProps) {
  const fresh = pack.feeds.filter(({ alreadyAdded }) => !alreadyAdded).map(({ url }) => url);
  const set = (urls: readonly string[], isChosen: boolean): void => {
    const others = [...left].filter((url) => !urls.includes(url));
    onLeave(new Set(isChosen ? others : [...others, ...urls]));
  };
  return (
    <section className={styles.pack} aria-label={languageName(pack.language)}>
      <header className={styles.packHeader}>
        <h2>{languageName(pack.language)}</h2>
        <Checkbox
          label={`All in ${languageName(pack.language)}`}
          isSelected={fresh.length > 0 && fresh.every((url) => !left.has(url))}
          isDisabled={fresh.length === 0}
          onChange={(isChosen) => set(fresh, isChosen)}
        />
      </header>
      <ul className={styles.proposals}>
        {pack.feeds.map((feed) => (
          <li key={feed.url}>
            <Checkbox
              label={<Foreign text={feed.title} language={feed.language} />}
              isSelected={feed.alreadyAdded || !left.has(feed.url)}
              isDisabled={feed.alreadyAdded}
              onChange={(isChosen) => set([feed.url], isChosen)}
            />
            <p className={styles.note}>{aboutFeed(feed)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function aboutFeed({ sourceType, stateAffiliated, country, note, alreadyAdded }: StarterFeed): string {
  const facts = [
    ...(alreadyAdded ? ['in the list already'] : []),
    ...(country === undefined ? [] : [countryName(country) ?? country]),
    sourceTypeNames[sourceType].toLowerCase(),
    ...(stateAffiliated && !['state-media', 'official'].includes(sourceType) ? ['run by a state'] : []),
  ];
  return `${facts.join(', ')}${note === undefined ? '' : `. ${note}`}`;
}
