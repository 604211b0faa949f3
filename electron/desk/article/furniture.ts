/** What stands around an article on its page and is no part of it. Phrases are data; the rules are few. */
import { inlineText } from '../../../shared/article-text.ts';
import type { Block, Inline } from '../../../shared/model.ts';
import { isCaption, isTimeLine } from './service-lines.ts';

/** Classes and ids that name furniture. Whole words of the name only. */
export const furnitureNames =
  /(^|[-_\s])(share|sharing|shares|sharebar|social|socials|addtoany|sharedaddy|related|relatedposts|recommended|recommendations|newsletter|subscribe|subscription|signup|abone|promo|advert|advertisement|ads|sponsored|outbrain|taboola|cookie|breadcrumb|breadcrumbs|comments?|respond|disqus|rating|ratings|print|pagination|author-?box|author-?bio|also-?read|readmore|read-more|more-stories|most-read|trending|paywall|copyright|skip-link|back-to-top|go-to-top|tags-links|tagcloud|post-tags|post-meta|entry-meta|widget|sidebar|footer|masthead|toolbar)([-_\s]|$)/i;

/** Whole lines that are furniture, in the languages that Sitrep reads and their neighbours. Lower case. */
const phrases = new Set(
  `subscribe|subscribe now|sign up|sign up now|share|share this|share this article|share this story|advertisement|advertising|related|related articles|related article|related posts|related news|related stories|related topics|related content|read more|read also|also read|see also|more on this story|more stories|most read|most popular|recommended|recommended for you|you may also like|you might also like|back to top|back to top button|print|comments|leave a comment|leave a reply|tags|topics|follow us|featured|sponsored|newsletter|continue reading|source|photo|image|loading|listen|listen to this article|save|copy link|latest news|trending|join the conversation|skip to content|skip to main content|current issue|popular|recommended videos|sign in or create an account|sign in|log in|register|create an account or sign in to continue with your reading experience|support local journalism|about the author|author of the article|advertisement - story continues below|story continues below|article content|this advertisement has not loaded yet, but your article continues below|watch|gallery|view comments|show comments|load more|embed|video|close|menu
abone ol|öne çıkan|öne çıkanlar|ilgili haberler|ilgili içerikler|ilginizi çekebilir|bunlar da ilginizi çekebilir|paylaş|yorumlar|yorum yap|reklam|etiketler|kaynak|devamını oku|daha fazla|son haberler|çok okunanlar|bizi takip edin|haberin devamı|yazdır|başa dön
подписаться|подписывайтесь|поделиться|реклама|читайте также|читать далее|по теме|материалы по теме|похожие новости|комментарии|теги|источник|главное|новости|самое читаемое|наверх
підписатися|поділитися|реклама|читайте також|читати далі|за темою|схожі новини|коментарі|теги|джерело|новини
اشترك|شارك|مشاركة|إعلان|اقرأ أيضا|اقرأ أيضاً|اقرأ المزيد|مواضيع ذات صلة|أخبار ذات صلة|التعليقات|المصدر|وسوم|تابعنا
اشتراک|اشتراک گذاری|تبلیغات|بیشتر بخوانید|مطالب مرتبط|اخبار مرتبط|نظرات|منبع|برچسب ها|برچسب‌ها
הרשמה|שיתוף|שתף|פרסומת|קראו גם|כתבות נוספות|כתבות קשורות|תגובות|תגיות|מקור
s'abonner|abonnez-vous|je m'abonne|partager|publicité|lire aussi|à lire aussi|lire la suite|sur le même sujet|articles liés|commentaires|mots-clés|suivez-nous|retour en haut
abonnieren|jetzt abonnieren|teilen|anzeige|werbung|lesen sie auch|auch interessant|mehr zum thema|mehr dazu|weiterlesen|verwandte artikel|kommentare|schlagwörter|quelle|zurück nach oben|newsletter|zurück|bild anzeigen|bild schließen|wird geladen|inhalt|box aufklappen|box aufklappen box zuklappen|personen-box aufklappen personen-box zuklappen|neueste artikel|aktuelle nachrichten|news & schlagzeilen|rezept drucken|ihre meinung zählt|artikel teilen|möchten sie den artikel teilen
分享|订阅|广告|相关新闻|相关阅读|延伸阅读|推荐阅读|更多|评论|标签|来源|返回顶部|责任编辑
suscríbete|compartir|publicidad|lea también|lee también|te puede interesar|noticias relacionadas|artículos relacionados|comentarios|etiquetas
iscriviti|condividi|pubblicità|leggi anche|articoli correlati|commenti
subscreva|partilhar|compartilhar|publicidade|leia também|leia mais|notícias relacionadas|comentários
abonneer|delen|advertentie|lees ook|lees meer|gerelateerd|reacties
czytaj więcej|czytaj także|zobacz także|dowiedz się więcej|reklama|udostępnij|komentarze`.split(/[|\n]/),
);

const readAlso =
  /^(read (also|more|next|the full)|also read|see also|related|more (on|from|about)|lesen sie (auch|hier|mehr)|auch interessant|mehr zum thema|lire aussi|à lire|le[ae] (también|más)|le[ae]:|leia (também|mais)|leggi anche|lees (ook|meer)|czytaj (więcej|także|też)|zobacz (także|też|więcej)|dowiedz się więcej|przeczytaj (także|też)|siehe auch:|zum artikel:|zum thema:|читайте (также|ещё|еще)|читать (далее|также)|читайте також|ayrıca (bkz|oku)|ilgili haber|bunu da oku|اقرأ (أيضا|المزيد)|بیشتر بخوانید|קראו (גם|עוד)|相关阅读|延伸阅读)[\s:：»>-]/iu;

const calls =
  /(sign up (for|to) (our|the)|subscribe to (our|the)|follow us on|join our (telegram|whatsapp|channel)|all rights reserved|this (article|story) (was )?(originally|first) (appeared|published)|click here to|download our app|telegram kanal|whatsapp kanal|подписывайтесь на|підписуйтесь на|abonnez-vous|abonnieren sie|newsletter|suscríbase|(website|site|seite|webseite|wir|nous|sito|sitio)[^.]{0,40}(uses?|verwende[nt]|nutz(en|t)|utilis\p{L}+|utilizza|usa) [^.]{0,20}cookies|our standards: the|sign in to continue|create an account|fehler auf \S+ entdeckt|affiliate commission|earn (us )?a commission|access articles from|share your thoughts and join|enjoy additional articles|get email updates from|replica of the print edition|unlimited (online|digital) access|©\s*\d{4})/iu;

/** The blocks without furniture: read-also links, calls to subscribe, empty headings, lists that only link. */
export function removeFurniture(blocks: readonly Block[], title: string): Block[] {
  const kept = blocks.filter((block) => !isFurniture(block, title));
  return dropEmptyHeadings(kept);
}

function isFurniture(block: Block, title: string): boolean {
  switch (block.kind) {
    case 'paragraph':
    case 'heading': {
      const text = inlineText(block.inlines).trim();
      if (isTimeLine(text) || (block.kind === 'paragraph' && isCaption(text))) return true;
      const line = text.toLowerCase().replace(/[\s:：.…!→»›]+$/u, '');
      if (phrases.has(line)) return true;
      if (repeatsTitle(text, title)) return true;
      if (block.kind === 'heading') return false;
      if (readAlso.test(`${text} `) && text.length < 250) return true;
      if (calls.test(text) && text.length < 200) return true;
      return isLinkOnly(block.inlines) && text.length < 200 && !/[.!?。؟]["”»]?$/.test(text);
    }
    case 'list':
      return isLinkList(block);
    case 'quote':
      return block.blocks.every((inner) => isFurniture(inner, title));
    default:
      return false;
  }
}

function isLinkOnly(inlines: readonly Inline[]): boolean {
  const linked = inlines.filter(({ kind }) => kind === 'link');
  const outside = inlines.filter(({ kind }) => kind !== 'link');
  return linked.length > 0 && inlineText(outside).replace(/[\s\p{P}\p{S}]+/gu, '') === '';
}

function isLinkList(block: Block & { readonly kind: 'list' }): boolean {
  const leaves = block.items.flat();
  if (leaves.length === 0) return true;
  const links = leaves.filter((leaf) => leaf.kind === 'paragraph' && isLinkOnly(leaf.inlines)).length;
  const furniture = leaves.filter((leaf) => leaf.kind === 'paragraph' && isFurniture(leaf, '')).length;
  return Math.max(links, furniture) >= leaves.length * 0.8;
}

function dropEmptyHeadings(blocks: readonly Block[]): Block[] {
  return blocks.filter((block, index) => {
    const next = blocks[index + 1];
    return (
      block.kind !== 'heading' ||
      (next !== undefined && next.kind !== 'heading') ||
      (next?.kind === 'heading' && next.level > block.level)
    );
  });
}

/** The headline again, alone or with a line above it. */
function repeatsTitle(text: string, title: string): boolean {
  const [own, known] = [lettersOf(text), lettersOf(title)];
  if (known === '' || own === '') return false;
  return own === known || (known.length > 20 && own.endsWith(known) && own.length < known.length + 60);
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
