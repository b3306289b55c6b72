import { exampleConfig } from '../../core/config/example.ts';
import type { Environment } from '../../core/config/config.ts';
import { requireSmokeVariables, variablesSent } from './smoke-variables.ts';

const [, live] = exampleConfig({
  live: 'smoke: [{ url: "https://a.example/", requestHeaders: { Authorization: { env: TOKEN }, X-Team: { env: TEAM }, Accept: text/html } }]',
}).environments as [Environment, Environment];

test('the checks get what they name, and nothing else', () => {
  expect([...variablesSent([live], { TOKEN: 'x', OTHER: 'y', TEAM: '' })]).toEqual([['TOKEN', 'x']]);
});

test('what is not set, or empty, is told before anything is deployed', () => {
  expect(() => {
    requireSmokeVariables(live, { TOKEN: 'x', TEAM: 'acme' });
  }).not.toThrow();
  expect(() => {
    requireSmokeVariables(live, { TEAM: '' });
  }).toThrow('send values that are not set: TOKEN, TEAM.');
});
