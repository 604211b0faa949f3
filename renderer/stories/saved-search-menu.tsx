import { Ellipsis } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import field from '../ui/field.module.css';
import styles from './sidebar.module.css';

interface SavedSearchMenuProps {
  readonly name: string;
  readonly onRename: () => void;
  readonly onRemove: () => void;
}

/** What can be done with a saved search, at the end of its line. */
export function SavedSearchMenu({ name, onRename, onRemove }: SavedSearchMenuProps) {
  return (
    <MenuTrigger>
      <Button className={styles.more ?? ''} aria-label={`Change “${name}”`}>
        <Ellipsis size={14} aria-hidden />
      </Button>
      <Popover className={field.popover ?? ''}>
        <Menu
          aria-label={`Change “${name}”`}
          className={field.list ?? ''}
          onAction={(key) => (key === 'rename' ? onRename() : onRemove())}
        >
          <MenuItem id="rename" className={field.option ?? ''}>
            Rename (F2)
          </MenuItem>
          <MenuItem id="remove" className={field.option ?? ''}>
            Remove (Delete)
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
