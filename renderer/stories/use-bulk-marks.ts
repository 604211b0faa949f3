/** Marks many stories in one go, with a way back. */
import { useDesk } from '../desk-context.tsx';
import { count } from '../time.ts';
import { useToast } from '../ui/toast.tsx';

export interface Marks {
  readonly read?: boolean;
  readonly starred?: boolean;
}

/** As many as the desk takes in one call. */
const mostIds = 10_000;

export function useBulkMarks(): (ids: readonly number[], marks: Marks) => void {
  const { client, rows } = useDesk();
  const toast = useToast();
  const send = async (ids: readonly number[], marks: Marks): Promise<number[]> => {
    const changed: number[] = [];
    for (let start = 0; start < ids.length; start += mostIds) {
      const part = await client.stories.mark({ ids: ids.slice(start, start + mostIds), ...marks });
      for (const id of part.changed) changed.push(id);
    }
    rows.patch(changed, marks);
    return changed;
  };
  const fail = (): void => toast('The stories could not be marked. Try again.');
  return (ids, marks) => {
    const back: Marks = {
      ...(marks.read === undefined ? {} : { read: !marks.read }),
      ...(marks.starred === undefined ? {} : { starred: !marks.starred }),
    };
    send(ids, marks).then(
      (changed) =>
        toast(sentenceOf(changed.length, marks), {
          label: 'Undo',
          run: () => void send(changed, back).catch(fail),
        }),
      fail,
    );
  };
}

function sentenceOf(changed: number, { read, starred }: Marks): string {
  const stories = `${count(changed)} ${changed === 1 ? 'story' : 'stories'}`;
  if (read !== undefined) return `${stories} marked as ${read ? 'read' : 'unread'}`;
  return `${stories} ${starred ? 'starred' : 'without a star now'}`;
}
