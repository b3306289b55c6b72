const mask = '(sensitive)';

/** Shorter values ("1", "test") would blank out half of a log, and are no secrets worth the name. */
const shortest = 6;

/** AWS's own ids of access keys, long-lived and temporary; their secrets have no form, so those come as values. */
const accessKey = /(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/g;

/**
 * Gives a function that hides secrets in a line. Values of several lines are hidden line by line.
 *
 * @param from how long a value must be; 1 where somebody said of every one of them that it is a secret
 */
export function masker(secrets: Iterable<string>, from = shortest): (line: string) => string {
  const parts = [...secrets].flatMap((secret) => [
    ...secret.split(/\r?\n/),
    JSON.stringify(secret).slice(1, -1),
  ]);
  const values = [...new Set(parts.map((part) => part.trim()))]
    .filter((part) => part.length >= from)
    // A secret within a secret must not spoil the longer one.
    .sort((a, b) => b.length - a.length);
  return (line) =>
    values.reduce((text, value) => text.replaceAll(value, mask), line).replaceAll(accessKey, mask);
}
