/**
 * The words by which ten languages report speech: verbs, pronouns that stand for a speaker, and the titles and offices
 * that stand before a name.
 */

export interface SpeechWords {
  /** Verbs and phrases of speech. */
  readonly verbs: RegExp;
  readonly pronouns: RegExp;
  /** Titles and offices, each with what may follow before the name. */
  readonly titles: RegExp;
  /** Speakers without a name: officials, sources, witnesses. */
  readonly nameless: RegExp;
  /** What makes the name behind it somebody spoken to or about. */
  readonly prepositions: RegExp;
}

/** Whole words; a space stands for any white space, `~` for any letters. */
function words(list: string, before = ''): RegExp {
  const alternatives = list
    .split('|')
    .map((word) => word.trim().replace(/ /g, '\\s+').replace(/~/g, '\\p{L}*'))
    .join('|');
  return new RegExp(`(?<![\\p{L}\\p{M}])${before}(?:${alternatives})(?![\\p{L}\\p{M}])`, 'giu');
}

/** Particles that Arabic writes joined to a verb. */
const arabicJoined = '[وف]?';
const hebrewJoined = '[ושכ]{0,2}';

/** Made when a text first asks for them: to compile those of all languages takes some ten milliseconds. */
const makeWords: Readonly<Record<string, () => SpeechWords>> = {
  en: () => ({
    verbs: words(
      'said|says|saying|told|tells|telling|claimed|claims|claiming|stated|stating|added|adds|adding|noted|noting|asserted|asserting|stressed|stressing|warned|warns|warning|announced|announcing|declared|declaring|denied|rejected|insisted|insists|insisting|explained|wrote|writes|writing|replied|argued|argues|arguing|called|commented|emphasised|emphasized|vowed|recalled|concluded|continued|tweeted|posted|remarked|according to|in the words of|asked|urged|promised|acknowledged|admitted|suggested|responded',
    ),
    pronouns: words('he|she'),
    titles: words(
      'president|prime minister|minister|foreign minister|secretary of state|secretary of defen[cs]e|secretary[- ]general|secretary|general|major general|brigadier general|lieutenant general|colonel|lieutenant colonel|major|captain|admiral|rear admiral|vice admiral|commander|marshal|chief|chairman|chairwoman|chair|director|ambassador|envoy|diplomat|spokesman|spokeswoman|spokesperson|senator|chancellor|governor|mayor|analyst|expert|professor|leader|official|head|king|prince|sheikh|ayatollah|deputy|officer|commissioner|mr|mrs|ms|dr|sir|lord|gen|col|lt|adm|capt|maj|sgt|sen|rep|brig',
    ),
    nameless: words(
      'officials|sources|a source|residents|witnesses|analysts|experts|reporters|critics|observers|locals|an officer|a spokesman|media reports|diplomats|lawmakers|reports',
    ),
    prepositions: words('to|with|of|about|against|for|from|on|at|by meeting|meeting|met'),
  }),
  fr: () => ({
    verbs: words(
      "a déclaré|a affirmé|a indiqué|a ajouté|a dit|a souligné|a démenti|a expliqué|a averti|a annoncé|a estimé|a assuré|a précisé|a martelé|a prévenu|a rappelé|a confié|a lancé|a répondu|a écrit|a poursuivi|a reconnu|a insisté|juge|argumente|confie[- ]t[- ](?:il|elle)|avait déclaré|déclare|affirme|indique|ajoute|dit|souligne|explique|avertit|estime|assure|précise|prévient|rappelle|confie|déclarant|affirmant|ajoutant|soulignant|estimant|précisant|selon|d'après|a[- ]t[- ](?:il|elle) (?:déclaré|affirmé|indiqué|ajouté|dit|souligné|expliqué|averti|annoncé|estimé|assuré|précisé|prévenu|rappelé|lancé|poursuivi|conclu)",
    ),
    pronouns: words('il|elle|ce dernier|cette dernière'),
    titles: words(
      'président|présidente|premier ministre|ministre|général|colonel|commandant|amiral|capitaine|secrétaire général|porte-parole|ambassadeur|ambassadrice|chef|cheffe|directeur|directrice|député|députée|sénateur|sénatrice|maire|chancelier|gouverneur|analyste|expert|experte|diplomate|responsable|m.|mme',
    ),
    nameless: words('des sources|une source|des responsables|des témoins|des habitants|des experts|des analystes'),
    prepositions: words('à|avec|de|sur|contre|pour|au|chez|envers'),
  }),
  de: () => ({
    verbs: words(
      'sagte|sagt|sagen|erklärte|erklärt|betonte|betont|teilte [^.]{1,60} mit|mitteilte~|äußerte|äußert|fügte|warnte|warnt|laut|wies|meinte|meint|kündigte|behauptete|bestätigte|ergänzte|hob|schrieb|schreibt|kritisierte|forderte|fordert|versicherte|dementierte|räumte|antwortete|bekräftigte|so der|so die|zufolge|führte|unterstrich|mahnte|lobte',
    ),
    pronouns: words('er|sie|dieser'),
    titles: words(
      '~präsident|~präsidentin|~minister|~ministerin|~kanzler|~kanzlerin|general|generalmajor|generalleutnant|brigadegeneral|oberst|major|hauptmann|admiral|generalsekretär|generalsekretärin|sprecher|sprecherin|~sprecher|~sprecherin|botschafter|botschafterin|~chef|~chefin|direktor|direktorin|abgeordnete|abgeordneter|bürgermeister|analyst|experte|expertin|inspekteur|kommandeur|befehlshaber|herr|frau|dr',
    ),
    nameless: words('beamte|quellen|augenzeugen|anwohner|experten|analysten|beobachter|kreise'),
    prepositions: words('mit|zu|an|über|gegen|für|von|bei|gegenüber|neben'),
  }),
  tr: () => ({
    verbs: words(
      'dedi|diyen|diyerek|diye~|dedikten|söyledi|söyleyen|belirtti|belirten|belirterek|vurguladı|vurgulayan|vurgulayarak|açıkladı|açıklayan|ifade etti|ifade eden|ifadesini kullandı|ifadelerini kullandı|ifadelerine yer verdi|kaydetti|kaydeden|ekledi|ekleyen|konuştu|yalanladı|reddetti|savundu|savunan|uyardı|bildirdi|bildiren|dile getirdi|değerlendirmesinde bulundu|açıklamasında bulundu|açıklamasını yaptı|yanıtını verdi|cevabını verdi|şeklinde konuştu|sözlerini kullandı|yazdı|aktardı|iddia etti|göre|şunları söyledi|şöyle konuştu|şöyle dedi',
    ),
    pronouns: words('o|kendisi|kendileri'),
    titles: words(
      'cumhurbaşkanı|başbakan|başbakanı|bakan|bakanı|general|generali|albay|yarbay|binbaşı|yüzbaşı|amiral|orgeneral|korgeneral|tümgeneral|tuğgeneral|komutan|komutanı|sözcü|sözcüsü|büyükelçi|büyükelçisi|başkan|başkanı|genel sekreter|genel sekreteri|müdür|müdürü|milletvekili|uzman|uzmanı|analist|lider|lideri|sayın|dr|prof',
    ),
    nameless: words('yetkililer|kaynaklar|kaynakları|tanıklar|uzmanlar|görgü tanıkları|analistler'),
    prepositions: words('ile görüşen'),
  }),
  ru: () => ({
    verbs: words(
      'сказал~|сказав~|заявил~|заявля~|заявив~|отметил~|отмеча~|отметив~|подчеркнул~|подчеркива~|подчеркнув~|добавил~|добавля~|добавив~|сообщил~|сообща~|сообщив|пояснил~|поясня~|пояснив|написал~|опроверг~|цитиру~|рассказал~|предупредил~|утвержда~|считает|ответил~|объяснил~|объявил~|призвал~|признал~|уточнил~|указал~|констатировал~|резюмировал~|говорит|говорил~|говорится|по словам|по его словам|по ее словам|по мнению|как сообщает|по заявлению|пообещал~|напомнил~|продолжил~|прокомментировал~',
    ),
    pronouns: words('он|она|его|ее|её'),
    titles: words(
      'президент~|премьер-министр~|премьер~|министр~|глав[аеуы]~|генерал~|генерал-майор~|генерал-лейтенант~|полковник~|подполковник~|майор~|капитан~|адмирал~|командующ~|командир~|маршал~|официальный представитель|представител~|пресс-секретар~|секретар~|генсек~|посол|посла|послом|депутат~|сенатор~|директор~|канцлер~|губернатор~|мэр~|аналитик~|эксперт~|председател~|лидер~|дипломат~|начальник~|замминистра|советник~',
    ),
    nameless: words('источник~|чиновники|очевидцы|эксперты|аналитики|жители|представители|собеседник~'),
    prepositions: words('с|со|о|об|про|к|от|для|у|против|на'),
  }),
  uk: () => ({
    verbs: words(
      'сказав|сказала|заявив|заявила|заявля~|зазначив|зазначила|зазнача~|наголосив|наголосила|наголошу~|додав|додала|повідомив|повідомила|повідомля~|пояснив|пояснила|спростував|спростувала|написав|написала|підкреслив|підкреслила|розповів|розповіла|попередив|попередила|стверджу~|вважає|відповів|відповіла|оголосив|оголосила|закликав|закликала|визнав|визнала|уточнив|уточнила|йдеться|каже|говорить|за словами|за його словами|за її словами|на думку|нагадав|нагадала|пообіцяв|пообіцяла|цитує|зауважив|зауважила|підсумував',
    ),
    pronouns: words('він|вона|його|її'),
    titles: words(
      'президент~|прем.єр-міністр~|прем.єр~|міністр~|міністерк~|глав[аиоуі]~|очільник~|очільниц~|генерал~|генерал-майор~|генерал-лейтенант~|полковник~|підполковник~|майор~|капітан~|адмірал~|командувач~|командир~|речник~|речниц~|представник~|секретар~|генсек~|посол|посла|депутат~|нардеп~|директор~|канцлер~|мер|аналітик~|експерт~|голов[аиоуі]|лідер~|дипломат~|начальник~|радник~|заступник~',
    ),
    nameless: words('джерел~|посадовці|очевидці|експерти|аналітики|жителі|мешканці'),
    prepositions: words('з|із|зі|про|до|від|для|у|проти|на'),
  }),
  ar: () => ({
    verbs: words(
      'قال|قالت|يقول|تقول|قائلا|قائلاً|قائلة|صرح|صرّح|صرحت|أكد|أكدت|مؤكدا|مؤكداً|أضاف|أضافت|مضيفا|مضيفاً|أعلن|أعلنت|أوضح|أوضحت|موضحا|نفى|نفت|ذكر|ذكرت|أشار|أشارت|مشيرا|مشيراً|شدد|شددت|حذر|حذرت|محذرا|اعتبر|اعتبرت|كتب|كتبت|تابع|تابعت|بحسب|وفقا ل~|رد|زعم|دعا|وصف|لفت',
      arabicJoined,
    ),
    pronouns: words('هو|هي|إنه|إنها'),
    titles: words(
      'الرئيس|رئيس الوزراء|رئيس|وزير~|الوزير|وزيرة|الوزيرة|اللواء|العميد|العقيد|الفريق|المشير|الجنرال|الأدميرال|القائد|قائد|المتحدث باسم|المتحدث|الناطق باسم|السفير|المبعوث|الأمين العام|المدير|الخبير|المحلل|النائب|السيد|الدكتور|الشيخ|الملك|الأمير',
    ),
    nameless: words('مصادر|مصدر|مسؤولون|شهود|خبراء|محللون|سكان|مراقبون'),
    prepositions: words('مع|عن|إلى|على|من|ضد'),
  }),
  fa: () => ({
    verbs: words(
      'گفت|گفته است|گفته|گفتند|می‌گوید|میگوید|افزود|اعلام کرد|تأکید کرد|تاکید کرد|اظهار داشت|اظهار کرد|بیان کرد|تصریح کرد|خاطرنشان کرد|یادآور شد|تکذیب کرد|نوشت|هشدار داد|توضیح داد|ادامه داد|عنوان کرد|مدعی شد|پاسخ داد|به گفته|به نقل از|خبر داد|ابراز کرد',
    ),
    pronouns: words('او|وی|ایشان'),
    titles: words(
      'رئیس جمهور~|رئیس‌جمهور~|رییس جمهور|نخست وزیر|نخست‌وزیر|وزیر [آ-ی]+|وزیر|سردار|سرتیپ|سرلشکر|سرهنگ|دریادار|امیر|ژنرال|فرمانده~|سخنگوی [آ-ی]+ [آ-ی]+|سخنگوی|سفیر|دبیر~|رئیس|مدیر|نماینده|کارشناس|تحلیلگر|آقای|خانم|دکتر',
    ),
    nameless: words('منابع|یک منبع|مقامات|شاهدان|کارشناسان|تحلیلگران'),
    prepositions: words('با|به|از|درباره|برای|علیه'),
  }),
  he: () => ({
    verbs: words(
      'אמר|אמרה|אומר|אומרת|באומרו|הוסיף|הוסיפה|הודיע|הודיעה|ציין|ציינה|הדגיש|הדגישה|טען|טענה|הכחיש|הכחישה|מסר|מסרה|הצהיר|הצהירה|הזהיר|הזהירה|הסביר|הסבירה|כתב|כתבה|השיב|השיבה|לדברי|לפי|הבהיר|הבהירה|סיכם|הבטיח',
      hebrewJoined,
    ),
    pronouns: words('הוא|היא|לדבריו|לדבריה'),
    titles: words(
      'הנשיא|נשיא~|ראש הממשלה|ראש ממשלת [א-ת]+|שר [א-ת]+|השר|השרה|שרת [א-ת]+|האלוף|אלוף|תת-אלוף|רב-אלוף|אלוף-משנה|סגן-אלוף|הרמטכ"ל|הרמטכ״ל|מפקד [א-ת]+|דובר [א-ת]+|דוברת [א-ת]+|הדובר|השגריר|שגריר [א-ת]+|מזכיר [א-ת]+|יו"ר|יו״ר|המנכ"ל|מנכ"ל|המומחה|הפרשן|ח"כ|מר|גברת|ד"ר|פרופ',
    ),
    nameless: words('גורמים|גורם|מקורות|מקור|עדים|בכירים|מומחים'),
    prepositions: words('עם|על|אל|את|נגד|של'),
  }),
  zh: () => ({
    verbs:
      /(?:表示|指出|强调|强調|宣布|宣佈|否认|否認|警告|补充|補充|写道|寫道|回应|回應|解释|解釋|重申|透露|声称|聲稱|承认|呼吁|认为|坦言|说道|告诉|说|說|称|稱|道(?=[:：,，]))/gu,
    pronouns: /[他她](?!们)/gu,
    titles:
      /(?:总统|總統|总理|總理|首相|部长|部長|外长|防长|国防部长|外交部长|将军|将領|上将|中将|少将|上校|中校|少校|司令员|司令|元帅|发言人|發言人|大使|秘书长|主席|议员|参议员|专家|分析师|局长|院长|特使|主任|先生|女士|教授)/gu,
    nameless: /(?:官员们|消息人士|知情人士|目击者|居民|专家们|分析人士)/gu,
    prepositions: /[对向跟与和同把被]/gu,
  }),
};

const made = new Map<string, SpeechWords>();

/** Words of the language, or of the script that the text is in when the language is not known. */
export function speechWordsOf(language: string | undefined, text: string): SpeechWords {
  const known = wordsIn(language ?? '');
  if (known !== undefined) return known;
  const start = text.slice(0, 2000);
  const script = (
    [
      [/\p{Script=Han}/u, 'zh'],
      [/\p{Script=Hebrew}/u, 'he'],
      [/[پچژگ]/u, 'fa'],
      [/\p{Script=Arabic}/u, 'ar'],
      [/[іїєґ]/u, 'uk'],
      [/\p{Script=Cyrillic}/u, 'ru'],
      [/[ğışİ]/u, 'tr'],
    ] as const
  ).find(([letters]) => letters.test(start));
  return wordsIn(script?.[1] ?? 'en') as SpeechWords;
}

function wordsIn(language: string): SpeechWords | undefined {
  const known = made.get(language);
  if (known !== undefined || !Object.hasOwn(makeWords, language)) return known;
  const words = makeWords[language]?.();
  if (words !== undefined) made.set(language, words);
  return words;
}
