import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ThinningPreview } from '../../shared/model.ts';
import { useDesk } from '../desk-context.tsx';
import { byteCount } from '../feeds/feed-state.ts';
import { count } from '../time.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox, TextField } from '../ui/field.tsx';
import { useToast } from '../ui/toast.tsx';

/** Takes out kept pages and pictures; the texts stay. Nothing goes before its user has seen what would go. */
export function Thinning() {
  const { client } = useDesk();
  const cache = useQueryClient();
  const toast = useToast();
  const [days, setDays] = useState('90');
  const [megabytes, setMegabytes] = useState('');
  const [kinds, setKinds] = useState({ pages: true, pictures: true });
  const isWrong = {
    days: days !== '' && !(Number.isInteger(Number(days)) && Number(days) >= 1 && Number(days) <= 36_500),
    megabytes: megabytes !== '' && !(Number(megabytes) >= 0 && Number(megabytes) <= 10_000_000),
  };
  const asked = {
    ...kinds,
    ...(days === '' ? {} : { days: Number(days) }),
    ...(megabytes === '' ? {} : { mostMegabytes: Number(megabytes) }),
  };
  const preview = useMutation<ThinningPreview>({ mutationFn: () => client.archive.thinningPreview(asked) });
  const apply = useMutation<ThinningPreview>({
    mutationFn: () => client.archive.thin(asked),
    onSuccess: ({ bytes }) => {
      toast(`${byteCount(bytes)} removed`);
      preview.reset();
      void cache.invalidateQueries();
    },
  });
  const change = (set: () => void): void => {
    set();
    preview.reset();
  };
  const isEmpty = (days === '' && megabytes === '') || !(kinds.pages || kinds.pictures);
  const shown = preview.data;
  const failure = preview.error ?? apply.error;
  return (
    <>
      <h3>Pages and pictures</h3>
      <Checkbox
        label="Pages as they were received"
        isSelected={kinds.pages}
        onChange={(pages) => change(() => setKinds({ ...kinds, pages }))}
      />
      <Checkbox
        label="Pictures"
        isSelected={kinds.pictures}
        onChange={(pictures) => change(() => setKinds({ ...kinds, pictures }))}
      />
      <TextField
        label="Keep them for (days)"
        help="The texts stay. Starred, noted and alerted stories keep all they have."
        error={isWrong.days ? 'A whole number of days, 36,500 at most, or nothing.' : undefined}
        value={days}
        onChange={(value) => change(() => setDays(value))}
      />
      <TextField
        label="Keep at most (megabytes)"
        help="Beyond it those of the oldest stories go first. Empty: no limit."
        error={isWrong.megabytes ? 'A number of megabytes, or nothing.' : undefined}
        value={megabytes}
        onChange={(value) => change(() => setMegabytes(value))}
      />
      <Button
        onPress={() => preview.mutate()}
        isDisabled={isEmpty || isWrong.days || isWrong.megabytes || preview.isPending}
      >
        Show which would go
      </Button>
      {failure === null ? null : <p role="alert">{failure.message}</p>}
      {shown === undefined ? null : (
        <>
          <p role="status">{sentenceOf(shown)}</p>
          {shown.stories === 0 ? null : (
            <Button onPress={() => apply.mutate()} isDisabled={apply.isPending}>
              {apply.isPending ? 'Removing…' : 'Remove pages and pictures'}
            </Button>
          )}
        </>
      )}
    </>
  );
}

function sentenceOf({ stories, pages, pictures, bytes, left }: ThinningPreview): string {
  if (stories === 0) return `Nothing would go; ${byteCount(left)} are kept.`;
  const what = `${count(pages)} pages and ${count(pictures)} pictures of ${count(stories)} stories`;
  return `${what} would go for good: ${byteCount(bytes)}. ${byteCount(left)} stay, and every text.`;
}
