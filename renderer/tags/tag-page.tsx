import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EntityAlias, EntityPage } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { Foreign } from '../foreign.tsx';
import { goTo, goToView } from '../place.ts';
import { LinkDialog } from '../reader/link-dialog.tsx';
import { useShell } from '../shell-context.tsx';
import { count, shortTime } from '../time.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import screen from '../ui/screen.module.css';
import { DayBars } from './day-bars.tsx';
import { EntityEditor } from './entity-editor.tsx';
import { kindName, languageChoices, storiesInWords } from './tag-kinds.ts';
import styles from './tags.module.css';

const days = 90;

/** What an entity is, when it was news, what it is news with, and what was said. */
export function TagPage({ entityId }: { readonly entityId: string }) {
  const { queries } = useDesk();
  const { settings } = useShell();
  const [isEdited, setEdited] = useState(false);
  const timeZone = settings.times === 'utc' ? { timeZone: 'UTC' } : {};
  const page = useQuery(queries.entities.page.queryOptions({ input: { entityId, days, ...timeZone }, retry: false }));
  if (page.isError)
    return <EmptyState title="This tag is not in the gazetteer">It may have been removed: {entityId}</EmptyState>;
  if (page.data === undefined) return null;
  const { entity, beside, quotes } = page.data;
  return (
    <main className={screen.screen} aria-label={entity.label} data-pane="list">
      <header className={screen.header}>
        <h1>
          <Foreign text={entity.label} />
        </h1>
        <Button onPress={() => setEdited(true)}>Edit…</Button>
        <Button look="primary" onPress={() => goToView({ tag: entityId })}>
          {storiesInWords(entity.stories)}
        </Button>
      </header>
      <p className={styles.note}>
        {kindName(entity.kind)} · <span dir="ltr">{entityId}</span>
        {entity.wikidata === undefined ? null : <Wikidata item={entity.wikidata} />}
        {entity.disabled ? ' · switched off' : ''}
        {entity.source === 'shipped' ? '' : entity.source === 'own' ? ' · yours' : ' · changed by you'}
      </p>
      <section className={styles.section} aria-label="Stories over time">
        <h2>Stories of the last {days} days</h2>
        <DayBars days={page.data.days} />
      </section>
      <div className={styles.columns}>
        <Beside beside={beside} />
        <Names aliases={entity.aliases} />
      </div>
      <Quotes quotes={quotes} />
      {isEdited ? <EntityEditor entityId={entityId} onClose={() => setEdited(false)} /> : null}
    </main>
  );
}

/** What the entity is outside of Sitrep; the address is shown before it is opened. */
function Wikidata({ item }: { readonly item: string }) {
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      {' · '}
      <button type="button" className={styles.name} dir="ltr" onClick={() => setAsked(true)}>
        Wikidata {item}
      </button>
      <LinkDialog
        href={isAsked ? `https://www.wikidata.org/wiki/${item}` : undefined}
        onClose={() => setAsked(false)}
      />
    </>
  );
}

function Beside({ beside }: Pick<EntityPage, 'beside'>) {
  if (beside.length === 0) return null;
  return (
    <section className={styles.section} aria-label="In the same stories">
      <h2>In the same stories</h2>
      <ul className={styles.list}>
        {beside.slice(0, 12).map((tag) => (
          <li key={tag.entityId} className={styles.alias}>
            <span className={styles.about}>
              <button
                type="button"
                className={styles.name}
                onClick={() => goTo({ screen: 'tags', view: { tag: tag.entityId } })}
              >
                <Foreign text={tag.label} />
              </button>
            </span>
            <span className={styles.note}>
              {kindName(tag.kind)} · {count(tag.stories)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The names by language; guards are in the editor. */
function Names({ aliases }: { readonly aliases: readonly EntityAlias[] }) {
  const byLanguage = languageChoices.flatMap(({ value, label }) => {
    const names = [...new Set(aliases.filter(({ language }) => language === value).map(({ text }) => text))];
    return names.length === 0 ? [] : [{ value, label, names }];
  });
  return (
    <section className={styles.section} aria-label="Names">
      <h2>Names</h2>
      <ul className={styles.list}>
        {byLanguage.map(({ value, label, names }) => (
          <li key={value} className={styles.alias}>
            <span className={styles.about}>
              <span className={styles.note}>{label}</span>
              <span dir="auto" lang={value === '*' ? undefined : value}>
                {names.slice(0, 12).join(', ')}
                {names.length > 12 ? ` and ${names.length - 12} more` : ''}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Quotes({ quotes }: Pick<EntityPage, 'quotes'>) {
  const { settings } = useShell();
  if (quotes.length === 0) return null;
  return (
    <section className={styles.section} aria-label="Quotes">
      <h2>Quotes</h2>
      {quotes.map((quote) => (
        <blockquote key={`${quote.storyId} ${quote.text}`} className={styles.quote}>
          <p dir="auto" lang={quote.language}>
            {quote.text}
          </p>
          <button
            type="button"
            className={`${styles.name} ${styles.note}`}
            onClick={() => goTo({ screen: 'stories', view: {}, storyId: quote.storyId })}
          >
            {shortTime(quote.publishedAt, settings.times)} <Foreign text={quote.feedTitle} />
          </button>
        </blockquote>
      ))}
    </section>
  );
}
