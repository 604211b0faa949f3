import {
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  Label,
  type TextFieldProps,
} from 'react-aria-components';
import styles from './field.module.css';

/** A labelled field for several lines of text. */
export function TextArea({
  label,
  rows,
  ...props
}: Omit<TextFieldProps, 'className'> & { readonly label: string; readonly rows: number }) {
  return (
    <AriaTextField {...props} className={styles.field ?? ''}>
      <Label className={styles.label ?? ''}>{label}</Label>
      <AriaTextArea rows={rows} dir="auto" className={styles.input ?? ''} />
    </AriaTextField>
  );
}
