import type { Story } from '../../shared/model.ts';
import { goTo } from '../place.ts';
import styles from './reader.module.css';

/** Who said what in a story; a speaker who is tagged leads to the person's page. */
export function Quotes({ story }: { readonly story: Story }) {
  if (story.quotes.length === 0) return null;
  return (
    <section>
      <h2>Quotes</h2>
      <ul>
        {story.quotes.map(({ text, speaker, entityId, span }) => (
          <li key={span.from} dir="auto" lang={story.language}>
            “{text}” —{' '}
            {entityId === undefined ? (
              (speaker ?? 'speaker not certain')
            ) : (
              <button
                type="button"
                className={styles.speaker}
                onClick={() => goTo({ screen: 'tags', view: { tag: entityId } })}
              >
                <bdi>{speaker}</bdi>
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
