import { Button as AriaButton, type ButtonProps, Tooltip, TooltipTrigger } from 'react-aria-components';
import styles from './button.module.css';

/** A button with words. `primary` for the one action a dialog is about. */
export function Button({
  look = 'plain',
  ...props
}: Omit<ButtonProps, 'className'> & { readonly look?: 'plain' | 'primary' | 'quiet' }) {
  return <AriaButton {...props} className={`${styles.button} ${styles[look]}`} />;
}

/** A button with a picture; `label` is its name and its tooltip. */
export function IconButton({
  label,
  keys,
  ...props
}: Omit<ButtonProps, 'className' | 'aria-label'> & { readonly label: string; readonly keys?: string }) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton {...props} aria-label={label} className={styles.icon ?? ''} />
      <Tooltip className={styles.tooltip ?? ''} placement="bottom">
        {label}
        {keys === undefined ? null : <kbd className={styles.keys}>{keys}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
