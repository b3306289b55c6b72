import type { Shape, StructShape } from './schema.ts';

/** The answer of an operation in AWS's query protocol. */
export function responseXml(
  operation: string,
  namespace: string,
  shape: StructShape,
  output: unknown,
  requestId: string,
): string {
  const result = element(`${operation}Result`, toXml(shape, output));
  const metadata = element('ResponseMetadata', element('RequestId', escaped(requestId)));
  return `<${operation}Response xmlns="${escaped(namespace)}">${result}${metadata}</${operation}Response>`;
}

/** The same in EC2's dialect: no result around it, and names of its own. */
export function ec2ResponseXml(
  operation: string,
  namespace: string,
  shape: StructShape,
  output: unknown,
  requestId: string,
): string {
  const content = element('requestId', escaped(requestId)) + toXml(shape, output, true);
  return `<${operation}Response xmlns="${escaped(namespace)}">${content}</${operation}Response>`;
}

export function ec2ErrorXml(
  error: { readonly code: string; readonly message: string },
  requestId: string,
): string {
  const content = element('Code', escaped(error.code)) + element('Message', escaped(error.message));
  const errors = element('Errors', element('Error', content));
  return element('Response', errors + element('RequestID', escaped(requestId)));
}

export function errorXml(
  namespace: string,
  error: { readonly code: string; readonly message: string; readonly status: number },
  requestId: string,
): string {
  const type = element('Type', error.status >= 500 ? 'Receiver' : 'Sender');
  const body = type + element('Code', escaped(error.code)) + element('Message', escaped(error.message));
  return `<ErrorResponse xmlns="${escaped(namespace)}">${element('Error', body)}${element('RequestId', escaped(requestId))}</ErrorResponse>`;
}

function toXml(shape: Shape, value: unknown, ec2 = false): string {
  switch (shape.kind) {
    case 'struct':
      return Object.entries(value as object)
        .filter(([, each]) => each !== undefined)
        .map(([name, each]) => {
          const member = shape.members.get(name);
          if (!member)
            throw new Error(
              `The emulator answers with ${shape.name}.${name}, which the model does not have.`,
            );
          const called = ec2 ? (shape.ec2Names.get(name)?.answer ?? name) : name;
          return element(called, toXml(member(), each, ec2));
        })
        .join('');
    case 'list':
      return (value as readonly unknown[])
        .map((each) => element(ec2 ? 'item' : 'member', toXml(shape.member(), each, ec2)))
        .join('');
    case 'map':
      return Object.entries(value as object)
        .map(([key, each]) =>
          element('entry', element('key', escaped(key)) + element('value', toXml(shape.value(), each, ec2))),
        )
        .join('');
    case 'timestamp':
      return (value as Date).toISOString();
    case 'blob':
      return Buffer.from(value as Uint8Array).toString('base64');
    default:
      return escaped(String(value));
  }
}

export function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

export function escaped(text: string): string {
  return text.replace(/[&<>"\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
