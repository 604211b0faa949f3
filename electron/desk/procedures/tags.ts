import type { Engine } from '../engine.ts';
import { topTags } from '../store/tags.ts';
import { detectLanguage } from '../tag/language.ts';
import { os } from './implementer.ts';

export function tagProcedures(engine: Engine) {
  return {
    top: os.tags.top.handler(({ input }) => topTags(engine.reader, input.kind, Math.min(input.limit, 500))),
    complete: os.tags.complete.handler(({ input }) => engine.tagger.complete(input.text, input.kind)),
    tagText: os.tags.tagText.handler(({ input }) => {
      const language = input.language ?? detectLanguage(`${input.title}\n${input.text}`);
      const known = language === undefined ? {} : { language };
      return { ...known, tags: engine.tagger.tag({ title: input.title, text: input.text, ...known }) };
    }),
  };
}
