/** Every command of the page: its name and its default keys. Screens say what those they know do. */

export interface Command {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  /** Keys in the notation of the help: `j`, `Shift+A`, `Mod+K`, `g a`. */
  readonly keys: readonly string[];
}

const list = (group: string, commands: readonly (readonly [string, string, ...string[]])[]): Command[] =>
  commands.map(([id, name, ...keys]) => ({ id, name, group, keys }));

export const commands: readonly Command[] = [
  ...list('Stories', [
    ['next-story', 'Next story', 'j', 'ArrowDown'],
    ['previous-story', 'Previous story', 'k', 'ArrowUp'],
    ['next-unread', 'Next unread story', 'n'],
    ['previous-unread', 'Previous unread story', 'p'],
    ['page-down', 'Page through the story, then the next unread one', ' '],
    ['toggle-read', 'Mark as read or unread', 'm'],
    ['toggle-star', 'Star', 's'],
    ['open-original', 'Open the original page', 'v'],
    ['fetch-text', 'Fetch the full text', 'f'],
    ['extend-down', 'Choose the next story too', 'Shift+ArrowDown'],
    ['extend-up', 'Choose the previous story too', 'Shift+ArrowUp'],
    ['open-group', 'Show the others that report the event', 'ArrowRight'],
    ['close-group', 'Put them behind their lead again', 'ArrowLeft'],
    ['read-group', 'Mark all stories of the event as read', 'd'],
    ['read-above', 'Mark those above as read', 'Shift+M'],
    ['highlight', 'Highlight the selected words', 'h'],
    ['note', 'Note on the selected words', 'e'],
    ['print', 'Print the story, also as PDF', 'Mod+P'],
    ['mark-view-read', 'Mark the view as read', 'Shift+A'],
    ['apply-new', 'Show new stories', '.'],
    ['apply-new-stay', 'Take in new stories and stay', 'Shift+.'],
    ['clean-up', 'Clean up the list', 'u'],
    ['read', 'Go to the text', 'o', 'Enter'],
    ['back', 'Back to the list', 'Escape'],
  ]),
  ...list('Alerts', [
    ['acknowledge', 'Acknowledge the alert', 'a'],
    ['snooze-alert', 'Snooze the alert for an hour', 'b'],
    ['mute-rule', 'Mute the rule of the alert for a day', 'Shift+B'],
    ['why-alert', 'Why did a rule fire on this story, or not?', 'y'],
  ]),
  ...list('Go to', [
    ['go-all', 'All stories', 'g a'],
    ['go-unread', 'Unread', 'g u'],
    ['go-starred', 'Starred', 'g s'],
    ['go-alerts', 'Alerts', 'g l'],
    ['go-rules', 'Rules', 'g r'],
    ['go-health', 'Feed health', 'g h'],
    ['go-tags', 'Tags and entities', 'g t'],
    ['go-settings', 'Settings', 'g ,'],
    ['search', 'Search', '/'],
    ['build-search', 'Build a search', 'Mod+Shift+F'],
    ['syntax', 'Query language', 'F1'],
    ['next-view', 'Next view', 'Shift+J'],
    ['previous-view', 'Previous view', 'Shift+K'],
    ['next-pane', 'Next pane', 'F6'],
    ['previous-pane', 'Previous pane', 'Shift+F6'],
    ['focus-reader', 'To the reader', ']'],
    ['toggle-sidebar', 'Show or hide the sidebar', '['],
  ]),
  ...list('Do', [
    ['palette', 'All commands', 'Mod+K'],
    ['help', 'Keys', '?'],
    ['add-feed', 'Add a feed', 'Mod+N'],
    ['rename-search', 'Rename the saved search', 'F2'],
    ['remove-search', 'Remove the saved search'],
    ['new-rule', 'New rule', 'Mod+Shift+N'],
    ['refresh', 'Poll due feeds', 'r'],
    ['refresh-all', 'Poll all feeds', 'Shift+R'],
    ['toggle-density', 'One or two lines a story', 'z'],
    ['toggle-grouping', 'One row an event or a story', 'Shift+Z'],
    ['toggle-theme', 'Light or dark', 'Shift+D'],
  ]),
];

export type Handlers = Readonly<Record<string, () => unknown>>;
