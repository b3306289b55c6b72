/**
 * How the SDK makes credentials of what a person has signed in to: IAM Identity Center (`aws sso login`) and the console (`aws login`). In
 * a file of its own beside the bundles with clients (`ts/tools/bundle/parts.ts`), and copied into no build: nobody signs in on an agent,
 * which has a role, and a laptop has the whole program.
 */
export { fromLoginCredentials } from '@aws-sdk/credential-provider-login';
export { fromSSO } from '@aws-sdk/credential-provider-sso';
