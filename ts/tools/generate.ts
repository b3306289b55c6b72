import { writeFiles } from './files.ts';
import { choiceHashLine } from './generate/choice-script.ts';
import { generatedFiles, generatedFolders } from './generate/generated.ts';
import { root } from './root.ts';

/** `npm run generate`: pages and schemas that are made from the sources. */
const files = await generatedFiles();
await writeFiles(root, files, generatedFolders);
for (const path of files.keys()) console.log(path);
console.log(choiceHashLine());
