import { Dialog } from '../ui/dialog.tsx';
import styles from './syntax-sheet.module.css';

interface Form {
  readonly form: string;
  readonly meaning: string;
}

const list = (forms: Readonly<Record<string, string>>): Form[] =>
  Object.entries(forms).map(([form, meaning]) => ({ form, meaning }));

const sections: readonly (readonly [string, readonly Form[]])[] = [
  [
    'Words',
    list({
      drone: 'the word, in any letter case, with or without accents',
      'drone*': 'words that start so, two letters at least',
      '"fighter planes"': 'these words one after the other',
      '=NATO': 'exactly this spelling',
      '/S-?[34]00/i': 'a pattern; i: any letter case; the larger it is, the less of very long texts it reads',
    }),
  ],
  [
    'Together',
    list({
      'iran drone': 'both; AND may stand between them',
      'iran OR russia': 'one or the other',
      'iran -football': 'without; NOT says the same',
      '(iran OR russia) drone*': 'parentheses say what belongs together',
    }),
  ],
  [
    'Near each other',
    list({
      'iran NEAR/5 drone*': 'at most 5 words between, in either order',
      'iran ONEAR/5 drone*': 'the same, in this order',
      'ATLEAST/3(drone*)': 'three times or more',
    }),
  ],
  [
    'Where',
    list({
      'title:frigate': 'in the title',
      'lead:(drone OR missile)': 'in the first paragraph',
      'body:radar': 'in the text',
      'author:"desk"': 'in the author’s name',
    }),
  ],
  [
    'Tags',
    list({
      'country:russia': 'a country, by id, name or alias; also place:',
      'person:"full name"': 'a person',
      'org:nato': 'an organisation',
      'system:s-400': 'a weapon system or platform',
      'topic:air-defence': 'a topic',
      'tag:name': 'a tag of any kind',
    }),
  ],
  [
    'About the story',
    list({
      'lang:tr': 'language',
      'feed:name folder:name': 'where it came from',
      'source:state-media': 'trade-press, news-agency, official, state-media, think-tank, blog',
      'is:unread': 'unread, starred, alerted, edited, withdrawn, noted',
    }),
  ],
  [
    'When',
    list({
      'date:7d': 'published in the last 7 days; h, d, w, m, y',
      'date:2026-11-01..2026-11-07': 'from day to day; a month or a year will do',
      'date:>=2026-11-01': 'since; also >, <, <=',
      'seen:24h': 'first seen by Sitrep',
    }),
  ],
  ['Saved searches', list({ '@name': 'what the saved search finds', '@"longer name"': 'the same' })],
];

/** The query language on one page. */
export function SyntaxSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Query language" isOpen onClose={onClose} wide>
      <p className={styles.lead}>
        Operators are written in upper case. NOT binds closest, then NEAR, AND, OR. Without a field, title and text are
        searched. Any script and any keyboard will do.
      </p>
      <div className={styles.sections}>
        {sections.map(([name, forms]) => (
          <section key={name} className={styles.section}>
            <h3 className={styles.name}>{name}</h3>
            <dl className={styles.forms}>
              {forms.map(({ form, meaning }) => (
                <div key={form} className={styles.form}>
                  <dt>
                    <code dir="ltr">{form}</code>
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
