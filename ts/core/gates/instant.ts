/** A moment for people and programs alike: `2026-11-02T12:00Z`, to the minute it has surely come. */
export function instant(milliseconds: number): string {
  const minute = Math.ceil(milliseconds / 60_000) * 60_000;
  return `${new Date(minute).toISOString().slice(0, 16)}Z`;
}
