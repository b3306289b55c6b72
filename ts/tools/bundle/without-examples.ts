import ts from 'typescript';

/**
 * A file of the error catalogue without the values of its examples. They are for docs/errors.md and for tests; in the bundles they
 * would be a sixth of the catalogue, in each bundle again.
 */
export function withoutExamples(source: string, file: string): string {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2023, true);
  const spans: { readonly from: number; readonly to: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'defineError') {
      const [, definition] = node.arguments;
      const members = definition && ts.isObjectLiteralExpression(definition) ? definition.properties : [];
      for (const member of members) {
        if (member.name?.getText() === 'example') spans.push({ from: member.getStart(), to: member.end });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return spans.reduceRight(
    (text, { from, to }) => `${text.slice(0, from)}example: undefined as never${text.slice(to)}`,
    source,
  );
}
