/** The one door for messages from a page: its sender and its words are checked, whatever is asked. */
import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron';
import * as v from 'valibot';
import { origin } from './origin.ts';

type Sender = Pick<IpcMainEvent | IpcMainInvokeEvent, 'senderFrame'>;

/** Whether a message comes from the main frame of our own page. */
export function isOurPage({ senderFrame }: Sender): boolean {
  if (senderFrame === null || senderFrame.parent !== null) return false;
  return URL.parse(senderFrame.url)?.origin === origin || senderFrame.url.startsWith(`${origin}/`);
}

/** Answers `invoke` on a channel. Anything from elsewhere, or of another shape, is refused. */
export function handle<S extends v.GenericSchema>(
  channel: string,
  schema: S,
  answer: (input: v.InferOutput<S>, event: IpcMainInvokeEvent) => unknown,
): void {
  ipcMain.handle(channel, (event, input: unknown) => {
    if (!isOurPage(event)) throw new Error('Refused.');
    return answer(v.parse(schema, input), event);
  });
}

/** Listens to messages that want no answer. */
export function listen(channel: string, hear: (event: IpcMainEvent) => void): void {
  ipcMain.on(channel, (event) => {
    if (isOurPage(event)) hear(event);
  });
}
