import { promotionSchema } from '../../core/config/json-schema.ts';
import { errorCatalogue } from '../../core/errors/catalogue.ts';
import { definitionOf, steps as catalogue } from '../../steps/catalogue.ts';
import { vars } from '../../steps/vars/catalogue.ts';
import { bundleNames, bundleSources, isInLibrary } from '../bundle/bundles.ts';
import { textFile, type Files } from '../files.ts';
import { root } from '../root.ts';
import { choiceFiles } from './choice-script.ts';
import { diagnosisPage } from './diagnosis-page.ts';
import { doctorPage } from './doctor-page.ts';
import { errorsPage } from './errors-page.ts';
import { examplePolicies } from './example-policies.ts';
import { pipelineTexts } from './pipeline-texts.ts';
import { preflightPage } from './preflight-page.ts';
import { stepSchemas } from './step-schemas.ts';
import { stepsPage } from './steps-page.ts';
import { varCatalogue } from './var-catalogue.ts';
import { varHelp } from './var-help.ts';
import { varsPage } from './vars-page.ts';

/** Folders of which every file is generated. */
export const generatedFolders = ['docs/reference'];

/** The bundles that Jenkins copies into a build. */
const libraryBundles = bundleNames.filter(isInLibrary).map((name) => bundleSources[name].file);

/** All that `npm run generate` writes. */
export async function generatedFiles(): Promise<Files> {
  const steps = await Promise.all(catalogue.map(definitionOf));
  return new Map([
    ...(await choiceFiles(root)),
    ...(await pipelineTexts(root)),
    ...[...(await examplePolicies(root))].map(([path, text]) => [path, textFile(text)] as const),
    ['docs/diagnosis.md', textFile(diagnosisPage())],
    ['docs/preflight.md', textFile(preflightPage())],
    ['docs/doctor.md', textFile(doctorPage())],
    ['docs/errors.md', textFile(errorsPage(errorCatalogue))],
    ['docs/reference/steps.md', textFile(stepsPage(steps))],
    ['docs/reference/vars.md', textFile(varsPage(vars))],
    ['vars/ecsPromoteCatalogue.groovy', textFile(varCatalogue(vars, libraryBundles))],
    ...vars.map((one) => [`vars/${one.name}.txt`, textFile(varHelp(one))] as const),
    ['docs/reference/steps.schema.json', textFile(stepSchemas(steps))],
    ['docs/reference/promotion.schema.json', textFile(`${JSON.stringify(promotionSchema(), null, 2)}\n`)],
  ]);
}
