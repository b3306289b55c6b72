import { errorOf, type Packed } from './schema.ts';

/** An error that AWS answers with, as opposed to a bug of the emulator. */
export class AwsError extends Error {
  /** As it goes over the wire: `ServiceNotFoundException`, for the query protocol `TargetGroupNotFound`. */
  readonly code: string;
  readonly status: number;
  /** Further members of the modelled error. */
  readonly members: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: string,
    message: string,
    options: { status?: number; members?: Record<string, unknown>; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.code = code;
    this.status = options.status ?? 400;
    this.members = options.members ?? {};
    this.headers = options.headers ?? {};
  }
}

/** An error of the service's model, by the schema that its SDK client exports. The schema knows the code and the status. */
export function modelled(schema: Packed, message: string, members: Record<string, unknown> = {}): AwsError {
  const { name, traits } = errorOf(schema);
  const query = traits['awsQueryError'];
  const [code, status] = Array.isArray(query)
    ? (query as [string, number])
    : [name, traits['httpError'] ?? 400];
  return new AwsError(code, message, { status: Number(status), members });
}
