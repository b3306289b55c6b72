import { failureIds } from '../../core/diagnosis/class-ids.ts';
import { isBenignClass } from '../../core/diagnosis/classes.ts';
import { classIds } from '../../core/diagnosis/class-ids.ts';
import { faultNames } from '../../core/diagnosis/fault-names.ts';
import { Faults } from '../aws/faults/faults.ts';
import { sceneFaults } from './faults.ts';

const where = { cluster: 'appcluster-beta', service: 'service2', digest: `sha256:${'a'.repeat(64)}` };

test('every class of failure can be rehearsed, and no class of success', () => {
  expect(failureIds).toEqual(classIds.filter((id) => id !== 'other' && !isBenignClass(id)));
  expect(faultNames).toEqual(expect.arrayContaining([...failureIds]));
});

test.each(failureIds)('%s is called by its name', (id) => {
  expect(sceneFaults[id].verdict).toBe(id);
});

test.each(faultNames)('%s is one that the emulator knows, and strikes the new image alone', (name) => {
  const faults = new Faults();
  for (const fault of sceneFaults[name].faults(where)) faults.add(fault);
  expect(faults.list()).not.toEqual([]);
  // Those that know no images strike once.
  for (const { fault } of faults.list())
    expect(fault).toEqual(
      fault.kind === 'throttling'
        ? expect.anything()
        : ['alarm', 'hookFails'].includes(fault.kind)
          ? expect.objectContaining({ service: 'service2', times: 1 })
          : expect.objectContaining(where),
    );
});
