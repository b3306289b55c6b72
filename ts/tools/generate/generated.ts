import { promotionSchema } from '../../core/config/json-schema.ts';
import { errorCatalogue } from '../../core/errors/catalogue.ts';
import { definitionOf, steps as catalogue } from '../../steps/catalogue.ts';
import { libraryFolder } from '../bundle/distribution.ts';
import { textFile, type Files } from '../files.ts';
import { diagnosisPage } from './diagnosis-page.ts';
import { errorsPage } from './errors-page.ts';
import { stepSchemas } from './step-schemas.ts';
import { stepsPage } from './steps-page.ts';

/** Folders of which every file is generated. */
export const generatedFolders = ['docs/reference'];

/** All that `npm run generate` writes. */
export async function generatedFiles(): Promise<Files> {
  const steps = await Promise.all(catalogue.map(definitionOf));
  return new Map([
    ['docs/diagnosis.md', textFile(diagnosisPage())],
    ['docs/errors.md', textFile(errorsPage(errorCatalogue))],
    ['docs/reference/steps.md', textFile(stepsPage(steps))],
    ['docs/reference/steps.schema.json', textFile(stepSchemas(steps))],
    [`${libraryFolder}/promotion.schema.json`, textFile(`${JSON.stringify(promotionSchema(), null, 2)}\n`)],
  ]);
}
