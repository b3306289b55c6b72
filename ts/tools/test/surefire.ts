import { SaxesParser } from 'saxes';

/** Counts the test cases in one of Surefire's `TEST-*.xml` reports. */
export function countReport(xml: string): {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
} {
  const outcomes: ('passed' | 'failed' | 'skipped')[] = [];
  const parser = new SaxesParser();
  parser.on('error', (cause) => {
    throw cause;
  });
  parser.on('opentag', ({ name }) => {
    if (name === 'testcase') outcomes.push('passed');
    if (name === 'failure' || name === 'error') outcomes[outcomes.length - 1] = 'failed';
    if (name === 'skipped') outcomes[outcomes.length - 1] = 'skipped';
  });
  parser.write(xml).close();
  const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}
