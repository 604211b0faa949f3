import type { RuleDraft, RuleScope, Trigger } from '../../shared/rule.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/** When a rule fires and where it looks, in a few words: `3 origins within 2 hours, in 1 folder, Turkish`. */
export function describeRule({ trigger, scope }: Pick<RuleDraft, 'trigger' | 'scope'>): string {
  return [describeTrigger(trigger), ...describeScope(scope)].join(', ');
}

function describeTrigger(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'each-story':
      return 'Each story';
    case 'each-cluster':
      return 'Each event';
    case 'threshold':
      return `${trigger.count} ${trigger.of} within ${duration(trigger.windowMs)}`;
    case 'spike':
      return 'More than usual';
    case 'silence':
      return `Silence of ${duration(trigger.afterMs)}`;
    default:
      return trigger satisfies never;
  }
}

function describeScope({ feedIds, folders, languages }: RuleScope): string[] {
  const places = [
    ...(feedIds.length === 0 ? [] : [number(feedIds.length, 'feed')]),
    ...(folders.length === 0 ? [] : [number(folders.length, 'folder')]),
  ];
  const names = languages.map((code) => languageNames.of(code) ?? code);
  return [
    ...(places.length === 0 ? [] : [`in ${places.join(' and ')}`]),
    ...(names.length === 0 ? [] : [names.join(' or ')]),
  ];
}

function duration(ms: number): string {
  return ms >= 2 * hourMs && ms % hourMs === 0
    ? number(ms / hourMs, 'hour')
    : number(Math.round(ms / minuteMs), 'minute');
}

function number(value: number, unit: string): string {
  return `${value} ${unit}${value === 1 ? '' : 's'}`;
}
