import { Minus, Plus, Type } from 'lucide-react';
import { Dialog as AriaDialog, DialogTrigger, Popover } from 'react-aria-components';
import { useShell } from '../shell-context.tsx';
import { IconButton } from '../ui/button.tsx';
import { Segmented } from '../ui/segmented.tsx';
import styles from './typography-menu.module.css';

/** Font, size and width of the text, beside the text they change. */
export function TypographyMenu() {
  const { settings, changeSettings } = useShell();
  const { readerFont, readerSize, readerWidth } = settings;
  return (
    <DialogTrigger>
      <IconButton label="Typography">
        <Type size={16} aria-hidden />
      </IconButton>
      <Popover className={styles.popover ?? ''} placement="bottom end">
        <AriaDialog aria-label="Typography" className={styles.dialog ?? ''}>
          <Segmented
            label="Font"
            value={readerFont}
            choices={[
              { value: 'serif', label: 'Serif' },
              { value: 'sans', label: 'Sans' },
            ]}
            onChange={(font) => changeSettings({ readerFont: font })}
          />
          <Step
            label="Size"
            shown={`${readerSize} px`}
            value={readerSize}
            step={1}
            least={12}
            most={28}
            onChange={(size) => changeSettings({ readerSize: size })}
          />
          <Step
            label="Width"
            shown={`${readerWidth} characters`}
            value={readerWidth}
            step={4}
            least={50}
            most={100}
            onChange={(width) => changeSettings({ readerWidth: width })}
          />
        </AriaDialog>
      </Popover>
    </DialogTrigger>
  );
}

function Step({
  label,
  shown,
  value,
  step,
  least,
  most,
  onChange,
}: {
  readonly label: string;
  readonly shown: string;
  readonly value: number;
  readonly step: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}) {
  return (
    <div className={styles.step}>
      <span className={styles.label}>{label}</span>
      <IconButton
        label={`${label}: less`}
        isDisabled={value <= least}
        onPress={() => onChange(Math.max(least, value - step))}
      >
        <Minus size={14} aria-hidden />
      </IconButton>
      <span role="status" className={styles.shown}>
        {shown}
      </span>
      <IconButton
        label={`${label}: more`}
        isDisabled={value >= most}
        onPress={() => onChange(Math.min(most, value + step))}
      >
        <Plus size={14} aria-hidden />
      </IconButton>
    </div>
  );
}
