import { X } from 'lucide-react';
import { Suspense, useState } from 'react';
import { Button } from 'react-aria-components';
import { mentionsOf, type Story, type Tag } from '../../shared/model.ts';
import { goTo } from '../place.ts';
import { LazyTagRemoval } from '../tags/lazy-tags.tsx';
import styles from './reader.module.css';

/** The story's tags by kind. Pointing at one marks its evidence in the text; pressing it shows what is known of it. */
export function TagChips({
  story,
  onPoint,
}: {
  readonly story: Story;
  readonly onPoint: (tag: Tag | undefined) => void;
}) {
  const [removed, setRemoved] = useState<Tag>();
  if (story.tags.length === 0) return null;
  return (
    <>
      <ul className={styles.tags} aria-label="Tags">
        {story.tags.map((tag) => (
          <li key={tag.entityId} className={styles.tagItem}>
            <Button
              className={styles.tag ?? ''}
              onHoverStart={() => onPoint(tag)}
              onHoverEnd={() => onPoint(undefined)}
              onFocus={() => onPoint(tag)}
              onBlur={() => onPoint(undefined)}
              onPress={() => goTo({ screen: 'tags', view: { tag: tag.entityId } })}
            >
              <span className={styles.kind} data-kind={tag.kind} aria-hidden />
              <bdi>{tag.label}</bdi>
              <span className="visually-hidden">, {tag.kind}, mentions:</span>
              <bdi className={styles.mentions}>{mentionsOf(tag)}</bdi>
            </Button>
            <Button
              className={styles.tagRemove ?? ''}
              aria-label={`Take ${tag.label} off this story`}
              onPress={() => setRemoved(tag)}
            >
              <X size={12} aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      {removed === undefined ? null : (
        <Suspense>
          <LazyTagRemoval story={story} tag={removed} onClose={() => setRemoved(undefined)} />
        </Suspense>
      )}
    </>
  );
}
