import ts from 'typescript';

/**
 * A schema of the configuration without what editors show for its members (`ts/core/config/member.ts`): the program checks by the
 * schema, and only `docs/reference/promotion.schema.json` tells people about it.
 */
export function withoutDescriptions(source: string, file: string): string {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2023, true);
  const spans: { readonly from: number; readonly to: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(member|described)$/.test(node.expression.getText())) {
      const [, about] = node.arguments;
      if (about && isText(about)) spans.push({ from: about.getStart(), to: about.end });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return spans
    .toSorted((a, b) => a.from - b.from)
    .reduceRight((text, { from, to }) => `${text.slice(0, from)}''${text.slice(to)}`, source);
}

function isText(node: ts.Expression): boolean {
  if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) return true;
  return ts.isBinaryExpression(node) && isText(node.left) && isText(node.right);
}
