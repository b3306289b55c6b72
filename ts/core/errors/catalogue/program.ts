import { defineError } from '../define.ts';

/** The program itself: its files, its Node, and being stopped. */
export const programErrors = {
  interrupted: defineError<{ signal: string; step: string; ended: boolean }>('interrupted', {
    category: 'interrupted',
    what: ({ signal, step, ended }) =>
      ended
        ? `${signal} stopped ${step}.`
        : `${signal} stopped ${step}, which did not come to an end in time.`,
    why: () => 'Someone aborted the build, its time was up, or the agent went away.',
    next: () => 'Run the same step again: it takes up what is under way and does nothing twice.',
    example: { signal: 'SIGTERM', step: 'promote', ended: true },
  }),

  bundleMissing: defineError<{ step: string; file: string; reason: string }>('program-bundle-missing', {
    category: 'infrastructure',
    what: ({ step, file, reason }) => `${step} is in ${file}, which can't be loaded: ${reason}.`,
    why: () =>
      'The program is in several files beside each other; a Jenkins library carries those that builds need, the agent image all.',
    next: ({ file }) =>
      `Copy the whole folder, ${file} included, or use the program of a checkout or of the agent image.`,
    example: { step: 'rehearse', file: 'ecs-promote-rehearsal.cjs', reason: 'no such file' },
  }),

  nodeTooOld: defineError<{ node: string; needed: number }>('program-node-too-old', {
    category: 'infrastructure',
    what: ({ node, needed }) => `This is Node ${node}; ecs-promote needs Node ${needed} or newer.`,
    why: () => 'Older versions lack what the program is written in.',
    next: ({ needed }) => `Put Node ${needed} or newer on the PATH of this agent.`,
    example: { node: 'v18.20.4', needed: 20 },
  }),

  resultNotWritten: defineError<{ file: string; reason: string }>('program-result-not-written', {
    category: 'infrastructure',
    what: ({ file, reason }) => `The step ended, but its result could not be written to ${file}: ${reason}.`,
    why: () => 'The caller can not know what the step answered.',
    next: () => 'Look for a full disk or a folder that was removed, then run the step again.',
    example: { file: 'result.json', reason: 'no space left on device' },
  }),
};
