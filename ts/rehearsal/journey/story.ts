/** Tells the journey as it happens: a numbered scene, a few lines, and what the scene proved. */
export class Story {
  private readonly say: (line: string) => void;
  private scenes = 0;
  /** How many statements were checked and found true. */
  proven = 0;

  constructor(say: (line: string) => void) {
    this.say = say;
  }

  scene(title: string): void {
    this.scenes += 1;
    this.say('');
    this.say(`${this.scenes}. ${title}`);
  }

  line(text: string): void {
    for (const part of text.split('\n')) this.say(`   ${part}`);
  }

  /** Says what was shown; what turns out false ends the rehearsal, because then the product does not do what it says. */
  proves(statement: string, holds: boolean): void {
    if (!holds) throw new Error(`the rehearsal expected this, and it is not so: ${statement}`);
    this.proven += 1;
    this.say(`   proven: ${statement}`);
  }
}
