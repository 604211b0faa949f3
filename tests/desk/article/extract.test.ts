import { describe, expect, test } from 'vitest';
import { extractArticle } from '../../../electron/desk/article/extract.ts';
import { choosePageTitle } from '../../../electron/desk/article/page-title.ts';
import { isCaption, isTimeLine } from '../../../electron/desk/article/service-lines.ts';

const paragraphs = [
  'The ministry said on Monday that the first of twelve coastal radars had been handed over to the navy at its northern base.',
  'Deliveries are to last until the end of next year, and crews have been trained at the maker’s plant since the spring.',
  'A spokesman declined to say how much the contract was worth, but two earlier orders had cost more than forty million.',
  'The radars replace sets from the eighties that the navy had kept in service with parts from retired ships.',
];

function page(parts: { head?: string; before?: string; after?: string }): string {
  const text = paragraphs.map((text) => `<p>${text}</p>`).join('');
  return `<html lang="en"><head><title>Navy receives radars | The Paper</title>${parts.head ?? ''}</head>
    <body><main><article><h1>Navy receives radars</h1>${parts.before ?? ''}${text}${parts.after ?? ''}</article></main></body></html>`;
}

describe('the headline of a page', () => {
  test.each([
    [
      { headings: ['Kicker Headline of the day'], headline: 'Kicker: Headline of the day', shared: 'Other words' },
      'Kicker: Headline of the day',
    ],
    [{ headings: ['Headline of the day'], shared: 'Headline of the day | The Paper' }, 'Headline of the day'],
    [
      {
        headings: ['Headline of the day'],
        shared: 'The Paper',
        siteName: 'The Paper',
        page: 'Headline of the day - The Paper',
      },
      'Headline of the day',
    ],
    [{ headings: [], page: 'A long enough headline - The Paper' }, 'A long enough headline'],
    [{ headings: ['Menu'], headline: 'What happened', shared: 'What happened' }, 'What happened'],
    [
      { headings: ['The "Hawk" flies again'], shared: 'The', page: 'The "Hawk" flies again - The Paper' },
      'The "Hawk" flies again',
    ],
    [{ headings: [] }, undefined],
  ])('%j', (statements, title) => {
    expect(choosePageTitle(statements)).toBe(title);
  });
});

describe('lines about the article', () => {
  test.each([
    'Published Jun 05, 2026 • 3 minute read',
    'Stand: 28.04.2023 17:23 Uhr',
    '15.04.2026 - 15:48 Uhr Lesedauer: 2 Min.',
    '02/12/2024',
    '发布时间：2024年4月24日 10:20',
  ])('"%s" only says when', (line) => {
    expect(isTimeLine(line)).toBe(true);
  });
  test.each([
    '4:14 p.m.',
    '15 – 30 Min',
    'On 3 May 2024 the ship left port.',
    'In 2024, twelve radars were ordered',
    'Flight MH17',
  ])('"%s" is text', (line) => {
    expect(isTimeLine(line)).toBe(false);
  });
  test('a signed caption is told from a sentence about a photo', () => {
    expect(isCaption('The ministers before the vote. Photo: A. Person/Agency')).toBe(true);
    expect(isCaption('The photo: it shows nothing that was not known before, and the ministry said so.')).toBe(false);
  });
});

describe('extractArticle', () => {
  test('leaves the text and takes what stands around it', async () => {
    const article = await extractArticle(
      page({
        before: '<p>Published Jun 05, 2026 • 3 minute read</p>',
        after: '<p><a href="/x">Read also: Something else</a></p><p>Sign up for our newsletter to get the news.</p>',
      }),
      'https://paper.example/navy',
    );
    expect(article?.text.split('\n\n')).toEqual(paragraphs);
    expect(article?.title).toBe('Navy receives radars');
  });

  test('a date beside the headline is the date', async () => {
    const article = await extractArticle(
      page({ before: '<div><span>26. Januar 2022</span></div>' }),
      'https://paper.example/navy',
    );
    expect(new Date(article?.publishedAt ?? 0).toISOString().slice(0, 10)).toBe('2022-01-26');
  });

  test('what the page does not state as its text goes, but not what a shortened statement leaves out', async () => {
    const other =
      '<p>This portrait of another person stands between the lines because the site sells its attention dearly.</p>';
    const data = (texts: readonly string[]) =>
      `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', articleBody: texts.join(' ') })}</script>`;
    const whole = await extractArticle(page({ head: data(paragraphs), before: other }), 'https://paper.example/navy');
    expect(whole?.text).not.toContain('portrait');
    const cut = await extractArticle(page({ head: data(paragraphs.slice(0, 3)) }), 'https://paper.example/navy');
    expect(cut?.text).toContain('from the eighties');
  });

  test('a page without an article gives none', async () => {
    expect(
      await extractArticle('<html><script>window.challenge()</script></html>', 'https://paper.example/'),
    ).toBeNull();
  });
});
