/**
 * A module of the AWS SDK with its lazy imports at the top. A lazy import makes esbuild put everything below it into functions, which
 * are parsed twice and keep what nobody uses. Of the SDK that is nearly all, for the sake of credential providers that take no time
 * to evaluate. Names that are taken out at once are imported by name, so that the rest of that module can be dropped.
 */
export function eagerly(source: string): string {
  const imports: string[] = [];
  const named = source.replaceAll(
    /\bconst \{([\w\s,]+)\} = await import\(("[^"]+")\)/g,
    (_, list: string, from: string) => {
      const names = list.split(',').map((name) => name.trim());
      const eager = (name: string): string => `eager${imports.length}_${name}`;
      const members = names.map((name) => `${name}: ${eager(name)}`);
      const specifiers = names.map((name) => `${name} as ${eager(name)}`);
      imports.push(`import { ${specifiers.join(', ')} } from ${from};`);
      return `const { ${names.join(', ')} } = { ${members.join(', ')} }`;
    },
  );
  const body = named.replaceAll(
    /(await )?\bimport\(("[^"]+")\)/g,
    (_, awaited: string | undefined, from: string) => {
      const name = `eager${imports.length}`;
      imports.push(`import * as ${name} from ${from};`);
      return awaited === undefined ? `Promise.resolve(${name})` : name;
    },
  );
  return [...imports, body].join('\n');
}

/**
 * A client's schemas without the registration of the errors it has classes for: that alone keeps a class and a schema of every error
 * of the service. Of an error that is not registered the SDK makes the client's base exception, with the code that AWS sent as its
 * name, the same message and the same members (`getErrorSchemaOrThrowBaseException`), which is all we read; for a query protocol the
 * code is what the API reference lists (`TargetGroupNotFound`) and not the name of the class. Errors that the SDK asks again for
 * because their class says so (`$retryable`) stay. `classes` is the client's `models/errors.js`.
 */
export function withoutModelledErrors(schemas: string, classes: string): string {
  const retryable = new Set(
    [...classes.matchAll(/^export class (\w+) [^]*?^\}/gm)]
      .filter(([text]) => /^ +\$retryable = /m.test(text))
      .map(([, name]) => name),
  );
  return schemas.replaceAll(/^n0_registry\.registerError\(\w+\$, (\w+)\);\n/gm, (line, name: string) =>
    retryable.has(name) ? line : '',
  );
}

/**
 * A client's schemas with the names of traits written out. As computed keys (`{ [_xN]: … }`) they could run code, so esbuild keeps every
 * schema that has one, whoever uses it: of EC2's client nearly all.
 */
export function withPlainKeys(schemas: string): string {
  const constants = new Map(
    [...schemas.matchAll(/^const (_\w+) = ("[^"]*");$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  return schemas.replaceAll(/([{,]\s*)\[(_\w+)\]:/g, (all, before: string, name: string) => {
    const value = constants.get(name);
    return value === undefined ? all : `${before}${value}:`;
  });
}
