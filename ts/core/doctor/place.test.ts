import { placeOf, type Place } from './place.ts';

test.each<[string, Parameters<typeof placeOf>, Place, string]>([
  [
    'what is said wins',
    ['laptop', { BUILD_URL: 'x' }, { jenkinsHome: '/h', homeIsHere: true }],
    'laptop',
    '--on says so',
  ],
  [
    'a home that is there makes a controller, also in a build on it',
    [undefined, { BUILD_URL: 'x' }, { jenkinsHome: '/var/jenkins_home', homeIsHere: true }],
    'controller',
    '/var/jenkins_home is a Jenkins home',
  ],
  [
    'the path of a home that is elsewhere does not',
    [undefined, { JENKINS_HOME: '/h', NODE_NAME: 'a' }, { jenkinsHome: '/h', homeIsHere: false }],
    'agent',
    'NODE_NAME is set, as in a build',
  ],
  [
    'an empty variable is none',
    [undefined, { BUILD_URL: '' }, { jenkinsHome: undefined, homeIsHere: false }],
    'laptop',
    'there is neither a Jenkins home nor a build here',
  ],
])('%s', (_, words, place, because) => {
  expect(placeOf(...words)).toEqual({ place, because });
});
