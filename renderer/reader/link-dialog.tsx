import { useShell } from '../shell-context.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog, DialogActions } from '../ui/dialog.tsx';
import styles from './reader.module.css';

/** Shows where a link leads before anything leaves the machine. */
export function LinkDialog({ href, onClose }: { readonly href: string | undefined; readonly onClose: () => void }) {
  const { shell } = useShell();
  const open = (): void => {
    if (href !== undefined) shell.openExternal(href).catch(() => undefined);
    onClose();
  };
  return (
    <Dialog title="Open in the browser?" isOpen={href !== undefined} onClose={onClose}>
      <p dir="ltr" className={styles.address}>
        {href}
      </p>
      <DialogActions>
        <Button onPress={onClose}>Cancel</Button>
        <Button look="primary" autoFocus onPress={open}>
          Open
        </Button>
      </DialogActions>
    </Dialog>
  );
}
