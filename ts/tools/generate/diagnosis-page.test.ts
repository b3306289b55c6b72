import { classIds } from '../../core/diagnosis/classes.ts';
import { diagnosisPage } from './diagnosis-page.ts';

test('the page has a row for every class, with a link to where its wording is from', () => {
  const rows = diagnosisPage()
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  expect(rows.map((row) => /`([^`]+)`/.exec(row)?.[1])).toEqual(classIds);
  for (const row of rows) expect(row).toMatch(/\]\(https:\/\/\S+\) \|$/);
});
