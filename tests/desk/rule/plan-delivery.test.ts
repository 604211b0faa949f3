import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planDelivery, type WaitingAlert } from '../../../electron/desk/rule/plan-delivery.ts';

const now = new Date(2026, 10, 24, 12).getTime();
const settings = { interruptionsPerHour: 2, interruptionsPerDay: 3, quietHours: null, digestAt: ['08:00', '18:00'] };
const alert = (id: number, ruleId: number, more: Partial<WaitingAlert> = {}): WaitingAlert => ({
  ...{ id, ruleId, severity: 'watch', at: now },
  ...more,
});

test('a burst of a rule is told once', () => {
  const { tell } = planDelivery([alert(1, 1), alert(2, 1), alert(3, 2)], settings, { now, shownAt: [] });
  expect(tell.map(({ alerts }) => alerts.map(({ id }) => id))).toEqual([[1, 2], [3]]);
});

test('what exceeds the budget joins the digest and says so; critical alerts do not count', () => {
  const alerts = [alert(1, 1), alert(2, 2), alert(3, 3, { severity: 'critical' })];
  const { tell, hold } = planDelivery(alerts, settings, { now, shownAt: [now - 60_000] });
  expect(tell.flatMap(({ alerts: told }) => told.map(({ id }) => id))).toEqual([3, 1]);
  expect(hold).toEqual([
    { alert: alerts[1], reason: 'The budget of 2 an hour is used up. It joins the digest at 18:00.' },
  ]);
});

test('a digest tells what was held before its time, once it has come', () => {
  const held = [alert(1, 1, { heldAt: now }), alert(2, 2, { heldAt: now })];
  expect(planDelivery(held, settings, { now: now + 60_000, shownAt: [] }).tell).toEqual([]);
  const evening = new Date(2026, 10, 24, 18).getTime();
  expect(planDelivery(held, settings, { now: evening, shownAt: [] }).tell).toEqual([{ kind: 'digest', alerts: held }]);
});

test('quiet hours delay all but critical alerts', () => {
  const quiet = { ...settings, quietHours: { days: [2], from: '11:00', to: '13:00' } };
  const alerts = [alert(1, 1), alert(2, 2, { severity: 'critical' })];
  const plan = planDelivery(alerts, quiet, { now, shownAt: [] });
  expect(plan.tell.flatMap(({ alerts: told }) => told)).toEqual([alerts[1]]);
  expect(plan.quiet).toEqual([alerts[0]]);
  expect(planDelivery(alerts, quiet, { now: now + 3_600_000, shownAt: [] }).tell).toHaveLength(2);
});

test('what came while nobody was there is told in one piece', () => {
  const { tell } = planDelivery([alert(1, 1), alert(2, 2), alert(3, 3)], settings, { now, shownAt: [], backAt: now });
  expect(tell.map(({ kind, alerts }) => [kind, alerts.length])).toEqual([['away', 3]]);
});

test('every alert is told, held, or waits, and the budget holds', () => {
  const alerts = fc.uniqueArray(
    fc.record({
      ...{ id: fc.nat(99), ruleId: fc.nat(9), at: fc.constant(now) },
      severity: fc.constantFrom('info' as const, 'watch' as const, 'critical' as const),
      heldAt: fc.constantFrom(undefined, now - 1, now - 86_400_000),
    }),
    { selector: ({ id }) => id },
  );
  fc.assert(
    fc.property(alerts, fc.nat(4), (waiting, shown) => {
      const shownAt = Array.from({ length: shown }, () => now - 1);
      const { tell, hold, quiet } = planDelivery(waiting, settings, { now, shownAt });
      const placed = [...tell.flatMap(({ alerts: told }) => told), ...hold.map((held) => held.alert), ...quiet];
      expect(new Set(placed).size).toBe(placed.length);
      for (const one of waiting)
        expect(placed.includes(one) || (one.heldAt !== undefined && one.heldAt >= now - 4 * 3_600_000)).toBe(true);
      const interruptions = tell.filter(
        ({ kind, alerts: told }) => kind === 'rule' && told.some(({ severity }) => severity !== 'critical'),
      );
      expect(interruptions.length).toBeLessThanOrEqual(Math.max(0, 2 - shown));
    }),
  );
});
