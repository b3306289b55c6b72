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

export function errorXml(
  namespace: string,
  error: { readonly code: string; readonly message: string; readonly status: number },
  requestId: string,
): string {
  const type = element('Type', error.status >= 500 ? 'Receiver' : 'Sender');
  const body = type + element('Code', escaped(error.code)) + element('Message', escaped(error.message));
  return `<ErrorResponse xmlns="${escaped(namespace)}">${element('Error', body)}${element('RequestId', escaped(requestId))}</ErrorResponse>`;
}

function toXml(shape: Shape, value: unknown): string {
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
          return element(name, toXml(member(), each));
        })
        .join('');
    case 'list':
      return (value as readonly unknown[])
        .map((each) => element('member', toXml(shape.member(), each)))
        .join('');
    case 'map':
      return Object.entries(value as object)
        .map(([key, each]) =>
          element('entry', element('key', escaped(key)) + element('value', toXml(shape.value(), each))),
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

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
