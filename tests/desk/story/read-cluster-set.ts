/** The labelled sets of `cluster-set/` and `cluster-hold-out/`: invented events, independent reports of them, and copies made from the reports. */
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

interface ReportData {
  readonly outlet: string;
  /** Hours after the set begins. */
  readonly at: number;
  readonly language: string;
  readonly title: string;
  readonly text: string;
}

interface CopyData {
  /** Index of the report that was copied. */
  readonly of: number;
  readonly how: 'whole' | 'cut' | 'append' | 'edit';
  readonly outlet: string;
  readonly at: number;
  readonly title?: string;
  readonly keep?: number;
  readonly text?: string;
  readonly replace?: readonly (readonly [string, string])[];
}

interface EventData {
  readonly event: string;
  readonly stories: readonly ReportData[];
  readonly copies?: readonly CopyData[];
}

export interface LabelledStory {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly publishedAt: number;
  readonly feedId: string;
  readonly language: string;
  /** What it reports. */
  readonly event: string;
  /** The report it is or was made from: stories with the same one are copies of each other. */
  readonly report: string;
  /** The file it stands in. */
  readonly family: string;
}

const beginsAt = Date.UTC(2026, 10, 2);
const hourMs = 3_600_000;

/** All stories of a set, in the order they were published. */
export function readClusterSet(name: 'cluster-set' | 'cluster-hold-out' = 'cluster-set'): LabelledStory[] {
  const folder = fileURLToPath(new URL(`${name}/`, import.meta.url));
  return fs
    .readdirSync(folder)
    .flatMap((file) =>
      (parse(fs.readFileSync(folder + file, 'utf8')) as EventData[]).flatMap((event) => storiesOf(event, file)),
    )
    .sort((a, b) => a.publishedAt - b.publishedAt);
}

function storiesOf({ event, stories, copies = [] }: EventData, file: string): LabelledStory[] {
  const family = file.replace('.yaml', '');
  const label = (index: number, report: ReportData | CopyData, how: string) => ({
    ...{ event, family, feedId: report.outlet, report: `${event}/${index}` },
    id: `${event}/${index}/${report.outlet}/${how}`,
    publishedAt: beginsAt + report.at * hourMs,
  });
  return [
    ...stories.map((report, index) => ({ ...report, ...label(index, report, 'report') })),
    ...copies.map((copy) => {
      const report = stories[copy.of];
      if (report === undefined) throw new Error(`${event}: there is no report ${copy.of}`);
      const { language } = report;
      return {
        language,
        title: copy.title ?? report.title,
        text: copyText(report.text, copy),
        ...label(copy.of, copy, copy.how),
      };
    }),
  ];
}

function copyText(text: string, { how, keep = 0.5, text: added = '', replace = [] }: CopyData): string {
  if (how === 'append') return `${text}\n${added}`;
  if (how === 'cut') return text.slice(0, Math.round(text.length * keep)).replace(/\S+$/, '');
  return replace.reduce((edited, [from, to]) => {
    if (!edited.includes(from)) throw new Error(`the text to replace is not in the report: ${from}`);
    return edited.replace(from, to);
  }, text);
}
