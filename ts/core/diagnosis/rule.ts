import type { ClassId } from './classes.ts';
import type { Confidence, Field } from './sign.ts';
import type { SourceId } from './sources.ts';

/**
 * One line of the table. The first rule that fits decides, so what is nearer to the cause stands above what merely wraps it. Patterns
 * are regular expressions without regard to case, in which a blank stands for any white space; the names of services, images,
 * secrets and so on are blotted out before they are tried (`blot-names.ts`).
 */
export interface Rule {
  readonly class: ClassId;
  readonly confidence: Confidence;
  /** What decides; the evidence starts where it is found. */
  readonly pattern: string;
  /** Must be found somewhere, too: what was being done when it happened. */
  readonly within?: string;
  /** Must be found nowhere. */
  readonly unless?: string;
  /** Only in texts of these fields. Without it: in all but `log`, because an application's log may say anything. */
  readonly fields?: readonly Field[];
  /** Where the wording comes from. */
  readonly source: SourceId;
  /** In place of the class's own advice, where the rule knows better. */
  readonly advice?: string;
}
