/** The end of what a process writes to stderr: it says why it died. */
export class StderrTail {
  static readonly #KEPT = 2_000;
  #text = '';

  add(text: string): void {
    this.#text = (this.#text + text).slice(-StderrTail.#KEPT);
  }

  /** How it ended, and after that what it wrote. */
  after(how: string): string {
    const said = this.#text.trim();
    return said === '' ? how : `${how}: ${said}`;
  }
}
