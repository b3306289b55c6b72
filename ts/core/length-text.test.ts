import { lengthText } from './length-text.ts';

test.each([
  [0, '0 minutes'],
  [1, '1 minute'],
  [45, '45 minutes'],
  [60, '1 hour'],
  [90, '90 minutes'],
  [120, '2 hours'],
  [1440, '1 day'],
  [4320, '3 days'],
  [4380, '73 hours'],
])('%d minutes are %s', (minutes, text) => {
  expect(lengthText(minutes)).toBe(text);
});
