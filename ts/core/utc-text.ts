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

/**
 * The first whole minute at which something may be done, told like `utcText`: who comes at that minute does not come too early.
 *
 * @param at ISO 8601, UTC; anything else stays as it is
 */
export function utcTextFrom(at: string): string {
  const moment = Date.parse(at);
  return Number.isNaN(moment) ? at : utcText(new Date(Math.ceil(moment / 60_000) * 60_000).toISOString());
}
