/** What a rule is beside its query: when it fires, where it looks, how it tells. Checked here for every shell and file. */
import * as v from 'valibot';

export const severities = ['info', 'watch', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

const minuteMs = 60_000;
const dayMs = 86_400_000;

const whole = (least: number, most: number, what: string) => {
  const message = `${what} is a whole number from ${least} to ${most}.`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(least, message), v.maxValue(most, message));
};

const triggerObject = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('each-story') }),
    /** Once an event; again when a new origin, a new country or an edit of what a story says is added to it. */
    v.strictObject({ kind: v.literal('each-cluster') }),
    /** So many stories, or independent origins, published within a window. */
    v.strictObject({
      kind: v.literal('threshold'),
      count: whole(2, 1000, 'The count of a threshold'),
      of: v.optional(v.picklist(['stories', 'origins']), 'stories'),
      windowMs: whole(minuteMs, 30 * dayMs, 'The window in milliseconds'),
    }),
    /** More in an hour than this rule's own baseline of that hour of the week allows. */
    v.strictObject({ kind: v.literal('spike'), leastStories: v.optional(whole(2, 1000, 'The least of a spike'), 3) }),
    /** Nothing came for so long, counted while the desk was awake and feeds answered. */
    v.strictObject({ kind: v.literal('silence'), afterMs: whole(5 * minuteMs, 30 * dayMs, 'The time of silence') }),
  ],
  'A trigger is each-story, each-cluster, threshold, spike or silence, with its numbers.',
);

export type Trigger = v.InferOutput<typeof triggerObject>;

/** Triggers without numbers may be named alone. */
export const triggerSchema = v.union(
  [
    triggerObject,
    v.pipe(
      v.picklist(['each-story', 'each-cluster']),
      v.transform((kind): Trigger => ({ kind })),
    ),
  ],
  'A trigger is each-story, each-cluster, threshold, spike or silence, with its numbers.',
);

const clockTime = v.pipe(
  v.string('A time of day reads like 08:30.'),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day reads like 08:30.'),
);

/** Hours of a day in local time; they go over midnight when `to` is not after `from`. Day 0 is Sunday, the day they start. */
const hours = {
  days: v.optional(
    v.pipe(
      v.array(whole(0, 6, 'A day of the week')),
      v.minLength(1, 'Name at least one day.'),
      v.transform((days) => [...new Set(days)].sort()),
    ),
    [0, 1, 2, 3, 4, 5, 6],
  ),
  from: clockTime,
  to: clockTime,
};
export const hoursSchema = v.strictObject(hours);
export type Hours = v.InferOutput<typeof hoursSchema>;

const scopeSchema = v.strictObject({
  feedIds: v.optional(v.pipe(v.array(v.pipe(v.number(), v.safeInteger())), v.maxLength(1000)), []),
  folders: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(100)), []),
  languages: v.optional(
    v.array(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/, 'A language is a code such as en or fa.'))),
    [],
  ),
});
export type RuleScope = v.InferOutput<typeof scopeSchema>;

/** Empty lists do not narrow. */
export const everywhere: RuleScope = { feedIds: [], folders: [], languages: [] };

export const webhookAddress = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(2000),
  v.check((text) => text === '' || /^https?:\/\/[^\s/]+/i.test(text), 'A webhook is an http or https address.'),
);

/** Everything of a rule but its name and query. */
export const ruleFields = {
  severity: v.optional(v.picklist(severities), 'watch'),
  trigger: v.optional(triggerSchema, 'each-story'),
  scope: v.optional(scopeSchema, everywhere),
  notify: v.optional(v.boolean(), true),
  sound: v.optional(v.boolean(), false),
  /** Not told at once: it joins the next digest. */
  digest: v.optional(v.boolean(), false),
  /** Empty: none. */
  webhook: v.optional(webhookAddress, ''),
  /** Outside of them alerts are raised, but not announced. */
  activeHours: v.optional(v.nullable(hoursSchema), null),
  /** Epoch ms: from then on the rule does not run. */
  expiresAt: v.optional(v.nullable(v.pipe(v.number(), v.safeInteger())), null),
  /** Epoch ms: until then alerts are raised, but not announced. */
  mutedUntil: v.optional(v.nullable(v.pipe(v.number(), v.safeInteger())), null),
  enabled: v.optional(v.boolean(), true),
};

/** A rule as it is written, before it is stored. */
export type RuleDraft = v.InferOutput<ReturnType<typeof draftShape>>;
const draftShape = () => v.object({ name: v.string(), query: v.string(), ...ruleFields });

/** A draft with every field that is not given at its usual value. */
export function usualRule(given: { readonly name: string; readonly query: string } & Partial<RuleDraft>): RuleDraft {
  return {
    severity: 'watch',
    trigger: { kind: 'each-story' },
    scope: everywhere,
    ...{ notify: true, sound: false, digest: false, webhook: '', enabled: true },
    ...{ activeHours: null, expiresAt: null, mutedUntil: null },
    ...given,
  };
}

/** How much may interrupt, for every shell of an archive. */
export const deliverySchema = v.strictObject({
  /** Critical alerts are exempt. */
  interruptionsPerHour: v.optional(whole(0, 1000, 'Interruptions an hour'), 6),
  interruptionsPerDay: v.optional(whole(0, 10_000, 'Interruptions a day'), 40),
  /** They delay what is told, never what is raised. Critical alerts are exempt. */
  quietHours: v.optional(v.nullable(hoursSchema), null),
  /** Times of day, local. */
  digestAt: v.optional(
    v.pipe(
      v.array(clockTime),
      v.maxLength(24),
      v.transform((times) => [...new Set(times)].sort()),
    ),
    ['08:00', '18:00'],
  ),
});
export type DeliverySettings = v.InferOutput<typeof deliverySchema>;
