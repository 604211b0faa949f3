/** Article pages of the sample wire: the text among the furniture that sites put around it. */
import { escapeMarkup } from '../feed/xml-tree.ts';
import { storyAddress } from './sample-feeds.ts';
import type { Outlet, SampleStory } from './sample-stories.ts';

interface Words {
  readonly menu: readonly string[];
  readonly subscribe: string;
  readonly related: string;
  readonly top: string;
}

const english: Words = {
  menu: ['Home', 'Land', 'Air', 'Sea', 'Opinion'],
  subscribe: 'Subscribe now',
  related: 'Related articles',
  top: 'Back to top',
};
const words: Readonly<Record<string, Words>> = {
  tr: {
    menu: ['Ana Sayfa', 'Gündem', 'Savunma Sanayii', 'Analiz'],
    subscribe: 'Abone Ol',
    related: 'İlgili haberler',
    top: 'Başa dön',
  },
  ru: {
    menu: ['Главная', 'Армия', 'Флот', 'Мнения'],
    subscribe: 'Подписаться',
    related: 'Читайте также',
    top: 'Наверх',
  },
  uk: {
    menu: ['Головна', 'Фронт', 'Техніка', 'Думки'],
    subscribe: 'Підписатися',
    related: 'Читайте також',
    top: 'Наверх',
  },
  fa: { menu: ['خانه', 'دفاعی', 'بین‌الملل'], subscribe: 'اشتراک', related: 'مطالب مرتبط', top: 'بالا' },
  ar: { menu: ['الرئيسية', 'دفاع', 'تحليلات'], subscribe: 'اشترك', related: 'مواضيع ذات صلة', top: 'أعلى' },
  he: { menu: ['ראשי', 'צבא', 'דעות'], subscribe: 'הרשמה', related: 'כתבות נוספות', top: 'למעלה' },
  fr: {
    menu: ['Accueil', 'Armées', 'Industrie', 'Opinions'],
    subscribe: 'Abonnez-vous',
    related: 'Lire aussi',
    top: 'Retour en haut',
  },
  de: {
    menu: ['Start', 'Bundeswehr', 'Rüstung', 'Meinung'],
    subscribe: 'Jetzt abonnieren',
    related: 'Mehr zum Thema',
    top: 'Zurück nach oben',
  },
  zh: { menu: ['首页', '要闻', '装备', '评论'], subscribe: '订阅', related: '相关阅读', top: '返回顶部' },
};

/** The page of a story as it stands now. */
export function printPage(outlet: Outlet, site: string, story: SampleStory, related: readonly SampleStory[]): string {
  const { menu, subscribe, related: more, top } = words[outlet.language] ?? english;
  const direction = /^(ar|fa|he)$/.test(outlet.language) ? ' dir="rtl"' : '';
  const date = new Date(story.publishedAt);
  const picture =
    story.picture === undefined
      ? ''
      : `<figure class="lead"><img src="/pictures/${story.picture}.png" srcset="/pictures/${story.picture}.png 960w" width="960" height="540" alt=""></figure>`;
  return `<!DOCTYPE html>
<html lang="${outlet.language}"${direction}><head><meta charset="utf-8"><title>${escapeMarkup(story.title)} | ${escapeMarkup(outlet.title)}</title>
<meta property="og:site_name" content="${escapeAttribute(outlet.title)}"><meta property="og:title" content="${escapeAttribute(story.title)}">
<meta property="article:published_time" content="${date.toISOString()}"><link rel="alternate" type="application/rss+xml" href="/feed"></head>
<body><header><nav><ul>${menu.map((item) => `<li><a href="/">${item}</a></li>`).join('')}</ul></nav></header>
<main><article><h1>${escapeMarkup(story.title)}</h1><p class="post-meta"><time datetime="${date.toISOString()}">${date.toLocaleDateString(outlet.language)}</time></p>
<div class="subscribe-box"><a href="/subscribe">${subscribe}</a></div>${picture}
<div class="entry-content">${story.paragraphs.map((paragraph) => `<p>${escapeMarkup(paragraph)}</p>`).join('\n')}</div>
<div class="share-buttons"><a href="https://social.invalid/">A</a> <a href="https://social.invalid/">B</a></div></article>
<section class="related-posts"><h3>${more}</h3><ul>${related.map((other) => `<li><a href="${storyAddress(site, other)}">${escapeMarkup(other.title)}</a></li>`).join('')}</ul></section></main>
<footer><p>© ${escapeMarkup(outlet.title)}</p><a href="#top">${top}</a></footer></body></html>`;
}

function escapeAttribute(text: string): string {
  return escapeMarkup(text).replace(/"/g, '&quot;');
}
