import { quoted } from '../service-env/quoted.ts';

/**
 * The choice parameter in the three forms a job can have it in. There is no pipeline symbol for it, and a hash approves the script only
 * where its text arrives byte for byte: so it travels as a literal on one line, or as text in XML.
 */
const definition =
  'jp.ikedam.jenkins.plugins.extensible__choice__parameter.ExtensibleChoiceParameterDefinition';
const provider = 'jp.ikedam.jenkins.plugins.extensible_choice_parameter.SystemGroovyChoiceListProvider';

const name = 'BUILD_TO_DEPLOY';
const about = 'The build whose release is deployed.';

/**
 * Statements that append the parameter to the node `parameters` of a Job DSL `configure` block; the script is a Groovy expression. By `appendNode` and not by the block's
 * operators, which Job DSL's sandbox does not know; `jenkins/controller/casc/approvals.yaml` approves the methods that are called.
 */
export function choiceNodes(scriptExpression: string): readonly string[] {
  return [
    `def choice = parameters.appendNode(${quoted(definition)})`,
    `choice.appendNode('name', ${quoted(name)})`,
    `choice.appendNode('description', ${quoted(about)})`,
    `choice.appendNode('editable', 'false')`,
    `def provider = choice.appendNode('choiceListProvider', [class: ${quoted(provider)}])`,
    `def groovyScript = provider.appendNode('groovyScript')`,
    `groovyScript.appendNode('script', ${scriptExpression})`,
    `groovyScript.appendNode('sandbox', 'false')`,
    `provider.appendNode('usePredefinedVariables', 'false')`,
  ];
}

/** How a `configure` block finds the node that `choiceNodes` appends to; the job has a parameter already. */
export const parametersNode =
  "def parameters = project.get('properties').get(0).get('hudson.model.ParametersDefinitionProperty').get(0).get('parameterDefinitions').get(0)";

/** A Job DSL script with the parameter. */
export function choiceParameterNode(script: string): string {
  return [
    '// npm run generate writes this, from upstreamBuilds.groovy: a job with the choice parameter, for Job DSL.',
    "pipelineJob('deploy-beta') {",
    '    parameters {',
    "        stringParam('REASON', '', 'Why, where a rule asks for a reason.')",
    '    }',
    '    configure { project ->',
    ...[parametersNode, ...choiceNodes(quoted(script))].map((line) => `        ${line}`),
    '    }',
    '}',
    '',
  ].join('\n');
}

/** The step `properties` for Scripted pipelines; Declarative's `parameters` cannot hold it. */
export function choicePropertiesCall(script: string): string {
  return [
    '// npm run generate writes this, from upstreamBuilds.groovy: the choice parameter for a Scripted Jenkinsfile.',
    'properties([parameters([[',
    "    $class: 'ExtensibleChoiceParameterDefinition',",
    `    name: ${quoted(name)}, description: ${quoted(about)}, editable: false,`,
    '    choiceListProvider: [',
    "        $class: 'SystemGroovyChoiceListProvider',",
    `        groovyScript: [script: ${quoted(script)}, sandbox: false, classpath: []],`,
    '        defaultChoice: null, usePredefinedVariables: false,',
    '    ],',
    ']])])',
    '',
  ].join('\n');
}

/** The element for `parameterDefinitions` of a job's config.xml. */
export function choiceXml(script: string): string {
  return [
    '<!-- npm run generate writes this, from upstreamBuilds.groovy: goes into parameterDefinitions of a config.xml. -->',
    `<${definition}>`,
    `  <name>${name}</name>`,
    `  <description>${about}</description>`,
    '  <editable>false</editable>',
    `  <choiceListProvider class="${provider}">`,
    '    <groovyScript>',
    `      <script>${escapeXml(script)}</script>`,
    '      <sandbox>false</sandbox>',
    '    </groovyScript>',
    '    <usePredefinedVariables>false</usePredefinedVariables>',
    '  </choiceListProvider>',
    `</${definition}>`,
    '',
  ].join('\n');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

function escapeXml(text: string): string {
  return text.replace(/[&<>\r]/g, (character) => entities[character] ?? character);
}
