import * as z from 'zod/mini';

/**
 * The kinds of values in `promotion.yaml`. Each check's message completes "must be …", for errors; `described` is what an editor shows
 * while one types.
 */
export function text(expected: string, pattern: RegExp) {
  return z.string(expected).check(z.regex(pattern, expected));
}

export function numberFrom(minimum: number, maximum: number) {
  const expected = `a number from ${minimum} to ${maximum}`;
  return z.number(expected).check(z.minimum(minimum, expected), z.maximum(maximum, expected));
}

export function wholeNumberFrom(minimum: number, maximum: number) {
  const expected = `a whole number from ${minimum} to ${maximum}`;
  return z.int(expected).check(z.minimum(minimum, expected), z.maximum(maximum, expected));
}

/** Minutes up to a day: the longest that ECS takes for its own waits (deploymentConfiguration, ECS API reference). */
export const minutes = () => wholeNumberFrom(0, 1440);

export const accountId = () => text('a 12-digit AWS account id in quotes', /^\d{12}$/);

export const region = () => text('an AWS region such as ap-southeast-2', /^[a-z]{2}(-[a-z]+)+-\d{1,2}$/);

/** A Jenkins job by its full name, `folder/job`; a branch of a multibranch job keeps its `%2F`. */
export const job = () =>
  text(
    'the full name of a Jenkins job, folders with "/"',
    /^(?!\.{1,2}(?:\/|$))[^/?*\\!@#$^&|<>[\]:;\p{C}]+(?:\/(?!\.{1,2}(?:\/|$))[^/?*\\!@#$^&|<>[\]:;\p{C}]+)*$/u,
  );

/** ECS clusters, services and containers: letters, digits, hyphens and underscores, at most 255 (ECS API reference). */
export const ecsName = /^[A-Za-z0-9_-]{1,255}$/;

export const ecsServiceTemplate = () =>
  text('an ECS service name; it may hold {environment}', /^(?:[A-Za-z0-9_-]|\{[^{}]*\}){1,255}$/);

export const container = () => text("a container's name: letters, digits, hyphens and underscores", ecsName);

export const cluster = () =>
  text(
    "a cluster's name or ARN",
    /^(?:[A-Za-z0-9_-]{1,255}|arn:aws[a-z-]*:ecs:[a-z0-9-]+:\d{12}:cluster\/[A-Za-z0-9_-]{1,255})$/,
  );

export const stack = () => text("a Terraform stack's folder name", /^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$/);

export const roleArn = () =>
  text(
    "an IAM role's ARN (arn:aws:iam::123456789012:role/name)",
    /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
  );

export const databaseName = () =>
  text("a database's name: letters, digits, dots, hyphens and underscores", /^[\w.-]{1,100}$/);

export const variable = () => text('the name of an environment variable', /^[A-Za-z_][A-Za-z0-9_]{0,99}$/);

export const timeOfDay = () => text('a time of day in quotes, "20:00"', /^(?:[01]\d|2[0-3]):[0-5]\d$/);

export const timeZone = () => {
  const expected = 'a time zone such as Australia/Melbourne';
  return z.string(expected).check(z.refine(isTimeZone, expected));
};

export const webAddress = () => {
  const expected = 'an http or https address';
  return z.string(expected).check(z.refine(isWebAddress, expected));
};

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function isWebAddress(address: string): boolean {
  return URL.canParse(address) && /^https?:\/\/[^/]/.test(address);
}
