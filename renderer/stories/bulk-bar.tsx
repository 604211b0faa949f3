import { count } from '../time.ts';
import { Button } from '../ui/button.tsx';
import styles from './bulk-bar.module.css';
import type { Marks } from './use-bulk-marks.ts';

/** What can be done with the rows that are chosen. */
export function BulkBar({
  chosen,
  onMark,
  onClear,
}: {
  readonly chosen: number;
  readonly onMark: (marks: Marks) => void;
  readonly onClear: () => void;
}) {
  return (
    <div className={styles.bar} role="toolbar" aria-label="Chosen stories">
      <span role="status">{count(chosen)} chosen</span>
      <Button look="quiet" onPress={() => onMark({ read: true })}>
        Read
      </Button>
      <Button look="quiet" onPress={() => onMark({ read: false })}>
        Unread
      </Button>
      <Button look="quiet" onPress={() => onMark({ starred: true })}>
        Star
      </Button>
      <Button look="quiet" onPress={() => onMark({ starred: false })}>
        Unstar
      </Button>
      <Button look="quiet" onPress={onClear}>
        Clear
      </Button>
    </div>
  );
}
