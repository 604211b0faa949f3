import { Button } from 'react-aria-components';
import { mentionsOf, type Tag } from '../../shared/model.ts';
import { goToView } from '../place.ts';
import styles from './reader.module.css';

/** The story's tags by kind. Pointing at one marks its evidence in the text; pressing it shows its stories. */
export function TagChips({
  tags,
  onPoint,
}: {
  readonly tags: readonly Tag[];
  readonly onPoint: (tag: Tag | undefined) => void;
}) {
  if (tags.length === 0) return null;
  return (
    <ul className={styles.tags} aria-label="Tags">
      {tags.map((tag) => (
        <li key={tag.entityId}>
          <Button
            className={styles.tag ?? ''}
            onHoverStart={() => onPoint(tag)}
            onHoverEnd={() => onPoint(undefined)}
            onFocus={() => onPoint(tag)}
            onBlur={() => onPoint(undefined)}
            onPress={() => goToView({ tag: tag.entityId })}
          >
            <span className={styles.kind} data-kind={tag.kind} aria-hidden />
            <bdi>{tag.label}</bdi>
            <span className="visually-hidden">, {tag.kind}, mentions:</span>
            <bdi className={styles.mentions}>{mentionsOf(tag)}</bdi>
          </Button>
        </li>
      ))}
    </ul>
  );
}
