/** Who said what: direct quotations in the quotation marks of the languages, with their speaker where the text names one. */
import type { Quote, Tag } from '../../../shared/model.ts';

export interface QuotedStory {
  readonly text: string;
  readonly language?: string;
  readonly tags: readonly Tag[];
}

const marked =
  /“([^“”]{12,2000})”|«([^«»]{12,2000})»|„([^„“”]{12,2000})[“”]|"([^"\n]{12,2000})"|「([^「」]{6,2000})」|”([^”“\n]{12,2000})”/gu;

/** Words that report speech. A quotation without one near it may be a title or irony, and gets no speaker. */
const reporting =
  /\b(said|says|saying|told|tells|claimed|claims|stated|states|stating|added|adds|adding|noted|noting|asserted|asserting|stressed|warned|announced|declared|denied|rejected|insisted|explained|wrote|replied|argued|called|according to)\b|(dedi|diyen|söyledi|belirtti|vurguladı|açıkladı|ifade etti|kaydetti|ekledi|konuştu|yalanladı|reddetti|savundu)|(сказал|заявил|отметил|подчеркнул|добавил|сообщил|пояснил|написал|опроверг|сказав|заявив|зазначив|наголосив|додав|повідомив|пояснив|спростував|цитирует|по словам|за словами)|(قال|صرح|أكد|أضاف|أعلن|أوضح|نفى|وقال|وأضاف|وأكد)|(گفت|افزود|اعلام کرد|تأکید کرد|تاکید کرد|اظهار داشت|بیان کرد|تکذیب)|(אמר|אמרה|הוסיף|הודיע|ציין|הדגיש|טען|הכחיש|מסר)|\b(a déclaré|déclare|a affirmé|affirme|a indiqué|a ajouté|a dit|dit|selon|a souligné|a démenti)\b|\b(sagte|sagt|erklärte|betonte|teilte|äußerte|fügte|warnte|laut|wies)\b|(说|表示|称|指出|强调|宣布|否认)/iu;

/** The quotations of a story in reading order. The speaker is a person whose tag stands near the words of speech. */
export function findQuotes(story: QuotedStory): Quote[] {
  const people = peopleOf(story.tags);
  const quotes: Quote[] = [];
  for (const match of story.text.matchAll(marked)) {
    const inner = match.slice(1).find((part) => part !== undefined) ?? '';
    const from = match.index + 1;
    const quote = { from, to: from + inner.length };
    if (inner.split(/\s+/).length < 3 && !/\p{Script=Han}/u.test(inner)) continue;
    const speaker = speakerOf(story.text, quote, people);
    quotes.push({
      text: inner.trim(),
      span: { field: 'text', ...quote },
      ...(speaker === undefined ? {} : { speaker: speaker.label, entityId: speaker.entityId }),
    });
  }
  return quotes;
}

interface Mention {
  readonly entityId: string;
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

function peopleOf(tags: readonly Tag[]): Mention[] {
  return tags
    .filter(({ kind }) => kind === 'person')
    .flatMap(({ entityId, label, spans }) =>
      spans.filter(({ field }) => field === 'text').map(({ from, to }) => ({ entityId, label, from, to })),
    )
    .sort((a, b) => a.from - b.from);
}

function speakerOf(
  text: string,
  quote: { readonly from: number; readonly to: number },
  people: readonly Mention[],
): Mention | undefined {
  const start = Math.max(text.lastIndexOf('\n\n', quote.from) + 1, 0);
  const paragraphEnd = text.indexOf('\n\n', quote.to);
  const end = paragraphEnd < 0 ? text.length : paragraphEnd;
  const before = text.slice(Math.max(start, quote.from - 400), quote.from);
  const after = text.slice(quote.to, Math.min(end, quote.to + 160));
  if (!reporting.test(before) && !reporting.test(after)) return undefined;
  const near = people.filter(
    (person) => person.from >= start && person.to <= end && (person.to <= quote.from || person.from >= quote.to),
  );
  const following = near.find((person) => person.from >= quote.to && person.from - quote.to < 80);
  if (following !== undefined && reporting.test(after)) return following;
  // "The top diplomat said": without a name in the paragraph, it is who was named last.
  return (
    near.findLast((person) => person.to <= quote.from) ?? people.findLast((person) => person.to <= start) ?? following
  );
}
