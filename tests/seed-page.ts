/** A page and a feed with the difficulties of a real one: an English article on a Turkish site, among its furniture. */

export const article = [
  'The foreign minister of Norway called the growing traffic of surveillance drones between Iran and Russia a matter of concern for the whole Arctic.',
  '“We have seen Iran deliver drones that Russia uses in Ukraine, and we expect to see them over the Barents Sea,” the minister told CBS in an interview in Oslo.',
  'The Islamic Republic has rejected such statements more than once.',
  'Russia has denied that it flies Iranian UAVs in the war against Ukraine. Fighter planes of the Norwegian air force were sent up twice last week.',
  'Western states are preparing further sanctions while they supply weapons to Kyiv.',
];

export const headline = 'Norway: Iran-Russia drone traffic worries the Arctic';

export const furniture = ['Abone Ol', 'Öne Çıkan', 'İlgili Haberler', 'Yeni korvet denize indirildi', 'Back to top'];

export function seedFeed(origin: string, title = headline): string {
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Kuzey Dergisi</title><link>${origin}/</link><description>Strateji</description><language>tr</language>
<item><title>${title}</title><link>${origin}/haber/norway/</link><guid isPermaLink="false">${origin}/?p=77</guid><pubDate>Mon, 16 Nov 2026 06:12:44 +0000</pubDate><category>Defence News</category><description><![CDATA[<p>${article[0]?.slice(0, 90)} [&hellip;]</p>]]></description></item></channel></rss>`;
}

export function seedPage(): string {
  return `<!DOCTYPE html><html lang="tr"><head><meta charset="utf-8"><title>${headline} - Kuzey Dergisi</title>
<meta property="og:site_name" content="Kuzey Dergisi"><meta property="og:title" content="${headline} - Kuzey Dergisi"><meta property="article:published_time" content="2026-11-16T09:12:44+03:00"></head>
<body><div class="topbar"><ul><li><a href="/abone">Abone Ol</a></li></ul></div><header><nav><a href="/">Ana Sayfa</a> <a href="/gundem">Gündem</a></nav></header>
<article class="post"><header><a href="/one-cikan">Öne Çıkan</a><h1>${headline}</h1><span class="date">16 Kasım 2026</span></header>
<div class="abone"><a href="/abone">Abone Ol</a></div>
<figure class="single-featured-image"><img src="/foto.png" width="960" height="540" alt="Oslo"></figure>
<div class="entry-content">${article.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}</div>
<div class="abone"><a href="/abone">Abone Ol</a></div></article>
<div class="related-posts"><h3>İlgili Haberler</h3><div><a href="/x">Yeni korvet denize indirildi</a></div></div>
<a href="#top">Back to top</a></body></html>`;
}
