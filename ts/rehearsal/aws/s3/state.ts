/** All buckets there are, by name: the name is the whole world's, whosever the bucket is. */
export type S3State = Map<string, Bucket>;

export interface Bucket {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** By key. */
  readonly objects: Map<string, StoredObject>;
}

export interface StoredObject {
  /** Text, since nobody here keeps anything else. */
  readonly body: string;
  /** With its quotes, as S3 sends it. */
  readonly etag: string;
  /** Milliseconds since the epoch. */
  readonly modified: number;
}
