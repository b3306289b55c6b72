/**
 * A moment as people read it: `2026-11-02 12:00 UTC`. What programs read has ISO 8601 in the members of a result; a log line with
 * milliseconds and without the name of its zone is read wrongly at night.
 *
 * @param at ISO 8601, UTC; anything else stays as it is
 */
export function utcText(at: string): string {
  const { day, minute } = /^(?<day>\d{4}-\d\d-\d\d)T(?<minute>\d\d:\d\d)[\d:.]*Z$/.exec(at)?.groups ?? {};
  return day === undefined || minute === undefined ? at : `${day} ${minute} UTC`;
}
