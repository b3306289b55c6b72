const unitsInMinutes = [
  ['day', 24 * 60],
  ['hour', 60],
] as const;

/** A length of time as people say it: `3 days`, `2 hours`, `90 minutes`; nothing is rounded. */
export function lengthText(minutes: number): string {
  const [unit, length] = unitsInMinutes.find(([, of]) => minutes >= of && minutes % of === 0) ?? [
    'minute',
    1,
  ];
  const count = minutes / length;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
