import { approvalIn } from './approval.ts';

test.each([
  ['2026-11-02T12:00:00Z', Date.UTC(2026, 10, 2, 12)],
  ['2026-11-02T12:00:00.250Z', Date.UTC(2026, 10, 2, 12) + 250],
  ['1793620800000', 1_793_620_800_000],
])('%s is a moment', (approvedAt, moment) => {
  expect(approvalIn({ approvedBy: [], approvedAt })).toMatchObject({ approvedAt: moment });
});

test.each(['yesterday', '', '1793620800', '2026-11-02', '2026-13-02T12:00:00Z', '2026-11-02T12:00:00'])(
  '“%s” is none',
  (approvedAt) => {
    expect(() => approvalIn({ approvedBy: [], approvedAt })).toThrow(/plan-approved-when/);
  },
);

test('nothing is approved by default', () => {
  expect(approvalIn({ approvedBy: [] })).toEqual({ approvedPlan: null, approvedBy: [], approvedAt: null });
});
