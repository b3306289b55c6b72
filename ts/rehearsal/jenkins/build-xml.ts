/** What a build.xml holds of a build; times in milliseconds since the epoch. */
export interface BuildRecord {
  readonly number: number;
  /** `freestyle` is `build`, `pipeline` is `flow-build`. */
  readonly kind: JobKind;
  readonly startedAt: number;
  readonly displayName?: string;
  readonly description?: string;
  /** XML to stand among the actions, as plugins put it there. */
  readonly actions?: string;
  /** Pads the actions, to make a file as large as those of busy jobs. */
  readonly paddingBytes?: number;
  /** Absent while the build runs. */
  readonly finished?: { readonly result: string; readonly durationMilliseconds: number };
}

export type JobKind = 'pipeline' | 'freestyle';

/**
 * A build.xml as Jenkins 2.5xx writes it: XML 1.1, actions first, then the fields of hudson.model.Run in their order, then those of
 * WorkflowRun. The traps are Jenkins' own: no number, no displayName where none was set, an execution whose result is SUCCESS from
 * the start, and actions with elements of the same names.
 */
export function buildXml(build: BuildRecord): string {
  const { finished } = build;
  const lines = [
    ...actions(build),
    `<queueId>${build.number}</queueId>`,
    `<timestamp>${build.startedAt}</timestamp>`,
    `<startTime>${build.startedAt}</startTime>`,
    ...(finished ? [`<result>${finished.result}</result>`] : []),
    ...element('description', build.description),
    ...element('displayName', build.displayName),
    `<duration>${finished?.durationMilliseconds ?? 0}</duration>`,
    '<charset>UTF-8</charset>',
    '<keepLog>false</keepLog>',
    ...(build.kind === 'pipeline' ? pipeline(build) : freestyle()),
  ];
  const root = build.kind === 'pipeline' ? 'flow-build' : 'build';
  const plugin = build.kind === 'pipeline' ? ' plugin="workflow-job@1571.1580.v18ceb_c3a_67a_5"' : '';
  const body = lines.map((line) => `  ${line}\n`).join('');
  return `<?xml version='1.1' encoding='UTF-8'?>\n<${root}${plugin}>\n${body}</${root}>`;
}

function actions({ actions: more, paddingBytes = 0 }: BuildRecord): string[] {
  const padding = `
    <hudson.model.StringParameterValue><name>PADDING</name><value>&quot;a&quot; &amp; &apos;b&apos;</value></hudson.model.StringParameterValue>`;
  return [
    '<actions>',
    `  <hudson.model.CauseAction>
      <causeBag class="linked-hash-map">
        <entry>
          <org.jenkinsci.plugins.workflow.support.steps.build.BuildUpstreamCause>
            <upstreamProject>upstream</upstreamProject>
            <upstreamBuild>1</upstreamBuild>
          </org.jenkinsci.plugins.workflow.support.steps.build.BuildUpstreamCause>
          <int>1</int>
        </entry>
      </causeBag>
    </hudson.model.CauseAction>`,
    ...(paddingBytes > 0
      ? [
          `  <hudson.model.ParametersAction>${padding.repeat(Math.ceil(paddingBytes / padding.length))}
    </hudson.model.ParametersAction>`,
        ]
      : []),
    ...(more === undefined ? [] : [more]),
    '</actions>',
  ];
}

function pipeline({ finished }: BuildRecord): string[] {
  return [
    '<execution class="org.jenkinsci.plugins.workflow.cps.CpsFlowExecution">',
    `  <result>${finished?.result ?? 'SUCCESS'}</result>`,
    '  <script>node { echo &apos;hello&apos; }</script>',
    '  <loadedScripts class="linked-hash-map"/>',
    '  <durabilityHint>MAX_SURVIVABILITY</durabilityHint>',
    '  <sandbox>true</sandbox>',
    '  <iota>7</iota>',
    '  <head>1:7</head>',
    ...(finished ? [] : ['  <start>2</start>']),
    `  <done>${finished !== undefined}</done>`,
    '  <resumeBlocked>false</resumeBlocked>',
    '</execution>',
    `<completed>${finished !== undefined}</completed>`,
    '<checkouts class="hudson.util.PersistedList"/>',
  ];
}

function freestyle(): string[] {
  return [
    '<builtOn></builtOn>',
    '<hudsonVersion>2.516.3</hudsonVersion>',
    '<scm class="hudson.scm.NullChangeLogParser"/>',
  ];
}

function element(name: string, text: string | undefined): string[] {
  return text === undefined ? [] : [`<${name}>${escapeXml(text)}</${name}>`];
}

/** As XStream's PrettyPrintWriter does in its quirks mode, which Jenkins uses: NUL and other control characters by number. */
export function escapeXml(text: string): string {
  return text.replace(
    /[&<>"']|[^\t\n\P{Cc}]/gu,
    (character) => named.get(character) ?? `&#x${character.charCodeAt(0).toString(16)};`,
  );
}

const named = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
]);
