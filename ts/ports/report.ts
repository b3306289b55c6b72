/** Narration for the person at the console: one line per event, printed when something changed. */
export interface Report {
  line(text: string): void;
}
