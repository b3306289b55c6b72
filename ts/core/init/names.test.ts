import fc from 'fast-check';
import { ecsServiceName } from '../config/resolve-environment.ts';
import { ecsServiceTemplate, environmentOf, fits, fittingName, serviceOf } from './names.ts';

test.each([
  ['appcluster-live', 'live'],
  ['acme_prod', 'prod'],
  ['live', 'live'],
  ['shop.test', 'test'],
  ['shop-2', 'shop-2'],
  ['arn:aws:ecs:eu-west-1:123456789012:cluster/shop-live', 'live'],
  ['x-constructor', 'environment-constructor'],
])('the environment of %s is %s', (cluster, environment) => {
  expect(environmentOf(cluster)).toBe(environment);
});

test.each([
  ['service1-live', 'service1', 'service1-{environment}'],
  ['service1_live', 'service1', 'service1_{environment}'],
  ['live-service1', 'service1', '{environment}-service1'],
  ['service1', 'service1', 'service1'],
  ['alive', 'alive', 'alive'],
  ['live', 'live', 'live'],
  ['9-live', 'service', '9-{environment}'],
])('the ECS service %s in live is the service %s, and %s', (ecsService, service, template) => {
  expect(serviceOf(ecsService, 'live')).toBe(service);
  expect(ecsServiceTemplate(ecsService, 'live')).toBe(template);
});

test('whatever a thing is called, promotion.yaml takes the name, and the template leads back', () => {
  const ecsNames = fc.stringMatching(/^[A-Za-z0-9_-]{1,255}$/);
  fc.assert(
    fc.property(fc.oneof(ecsNames, fc.string(), fc.constantFrom('constructor', '__proto__', '9')), (text) => {
      expect(fits(fittingName(text, 'service'))).toBe(true);
      expect(fits(environmentOf(text))).toBe(true);
      const name = fittingName(text, 'environment');
      expect(ecsServiceName(ecsServiceTemplate(`web-${name}`, name), name)).toBe(`web-${name}`);
    }),
  );
});
