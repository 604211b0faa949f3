import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Checkbox as AriaCheckbox,
  Select as AriaSelect,
  TextField as AriaTextField,
  Button,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
  type TextFieldProps,
} from 'react-aria-components';
import styles from './field.module.css';

/** A labelled line of text with its error under it. */
export function TextField({
  label,
  help,
  error,
  placeholder,
  type = 'text',
  ...props
}: Omit<TextFieldProps, 'className'> & {
  readonly label: string;
  readonly help?: string;
  readonly error?: string | undefined;
  readonly placeholder?: string;
}) {
  return (
    <AriaTextField {...props} type={type} isInvalid={error !== undefined} className={styles.field ?? ''}>
      <Label className={styles.label ?? ''}>{label}</Label>
      <Input className={styles.input ?? ''} {...(placeholder === undefined ? {} : { placeholder })} />
      {help === undefined ? null : (
        <Text slot="description" className={styles.help ?? ''}>
          {help}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </AriaTextField>
  );
}

/** A line of text that is taken when the field is left or Enter is pressed, so that half a value is never sent. */
export function CommittedField({
  value,
  onCommit,
  ...props
}: Omit<Parameters<typeof TextField>[0], 'value' | 'onChange' | 'onBlur'> & {
  readonly value: string;
  readonly onCommit: (text: string) => void;
}) {
  const commit = (text: string): void => {
    if (text !== value) onCommit(text);
  };
  return (
    <TextField
      key={value}
      {...props}
      defaultValue={value}
      onBlur={(event) => commit((event.target as HTMLInputElement).value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit((event.target as HTMLInputElement).value);
      }}
    />
  );
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
}

/** One of a few. */
export function Select<T extends string>({
  label,
  value,
  choices,
  onChange,
}: {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly Choice<T>[];
  readonly onChange: (value: T) => void;
}) {
  return (
    <AriaSelect value={value} onChange={(key) => onChange(key as T)} className={styles.field ?? ''}>
      <Label className={styles.label ?? ''}>{label}</Label>
      <Button className={styles.select ?? ''}>
        <SelectValue />
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover className={styles.popover ?? ''}>
        <ListBox className={styles.list ?? ''}>
          {choices.map((choice) => (
            <ListBoxItem key={choice.value} id={choice.value} className={styles.option ?? ''}>
              {choice.label}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

export function Checkbox({
  label,
  isSelected,
  isDisabled = false,
  onChange,
}: {
  readonly label: ReactNode;
  readonly isSelected: boolean;
  readonly isDisabled?: boolean;
  readonly onChange: (selected: boolean) => void;
}) {
  return (
    <AriaCheckbox isSelected={isSelected} isDisabled={isDisabled} onChange={onChange} className={styles.checkbox ?? ''}>
      <span className={styles.box} aria-hidden />
      {label}
    </AriaCheckbox>
  );
}
