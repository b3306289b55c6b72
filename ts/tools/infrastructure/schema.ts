/**
 * The schema of a resource type, a data source or the provider's own settings, as Terraform's plugin protocol tells it: what
 * `terraform validate` and `terraform test` need to know of a provider.
 */
export interface BlockSchema {
  readonly attributes: Readonly<Record<string, AttributeSchema>>;
  readonly blocks: Readonly<Record<string, NestedBlockSchema>>;
}

/** Who gives the value (`required`, `optional`, `computed`, `optional computed`), and Terraform's type constraint as JSON. */
export type AttributeSchema = readonly [given: Given, type: TypeConstraint];

export type Given = 'required' | 'optional' | 'computed' | 'optional computed';

export type TypeConstraint =
  | string
  | readonly [collection: 'list' | 'set' | 'map', element: TypeConstraint]
  | readonly [object: 'object', members: Readonly<Record<string, TypeConstraint>>];

export interface NestedBlockSchema extends BlockSchema {
  readonly nesting: 'single' | 'list' | 'set';
  /** Absent: as few, as many as one likes. */
  readonly min?: number;
  readonly max?: number;
}

/** All that the stacks use of a provider. */
export interface ProviderSchema {
  readonly provider: BlockSchema;
  readonly resources: Readonly<Record<string, BlockSchema>>;
  readonly data: Readonly<Record<string, BlockSchema>>;
}
