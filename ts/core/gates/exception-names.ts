/**
 * What a person may take responsibility for: to replace newer builds by older ones, to bring a hot fix past environments, to
 * promote in a freeze. In a file of
 * its own, since steps name them and shall not load the gates.
 */
export const exceptionNames = ['older', 'hotfix', 'freeze'] as const;
export type ExceptionName = (typeof exceptionNames)[number];
