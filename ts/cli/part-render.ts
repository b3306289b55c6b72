/**
 * What writes files for CodePipeline, in a file of its own beside the bundle that uses it (`ts/tools/bundle/parts.ts`): it runs where
 * CodeBuild has installed the program, and no build in Jenkins needs it. The clients stay in the bundle with AWS.
 */
export { renderAppspecFile } from './wiring/render-appspec.ts';
export { renderTaskdefFiles } from './wiring/render-taskdef.ts';
